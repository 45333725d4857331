package io.netvscd.journal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** What {@link RecordMaker} defines anew for each type. Itself it makes nothing. */
final class RecordMakerTemplate extends RecordMaker {
    private static final MethodHandle CONSTRUCTOR = constructor();

    RecordMakerTemplate() {
    }

    private static MethodHandle constructor() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), "_", MethodHandle.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("every class may see its own data", e);
        }
    }

    @Override
    Object make(Object[] values) throws Throwable {
        return CONSTRUCTOR.invokeExact(values);
    }
}
