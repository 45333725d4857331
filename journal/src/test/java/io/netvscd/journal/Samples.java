package io.netvscd.journal;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.codec.RecordShape;
import io.netvscd.journal.codec.Registry;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Records of the whole vocabulary, made by reflection; the same seed gives the same record. */
public final class Samples {
    private int next;

    private Samples(int seed) {
        this.next = seed;
    }

    /** A value of every registered record type. */
    public static List<Record> ofEveryType(int seed) {
        List<Record> samples = new ArrayList<>();
        for (Class<?> type : new TreeMap<>(Registry.types()).values()) {
            if (type.isRecord()) {
                samples.add((Record) new Samples(seed).value((Type) type));
            }
        }
        return samples;
    }

    /** A transition record for every input type. */
    public static List<TransitionRecord> ofEveryInput(int seed) {
        List<TransitionRecord> samples = new ArrayList<>();
        for (Record each : ofEveryType(seed)) {
            if (each instanceof Input input) {
                TransitionRecord any = (TransitionRecord) new Samples(seed).value(TransitionRecord.class);
                samples.add(new TransitionRecord(any.stamp(), any.owner(), input, any.events(), any.actions(), any.reason(),
                        any.checkpoint()));
            }
        }
        return samples;
    }

    /** The record of a tick, of one of a few owners. */
    public static TransitionRecord at(long epoch, long tick) {
        TransitionRecord any = (TransitionRecord) new Samples((int) (tick * 31)).value(TransitionRecord.class);
        return new TransitionRecord(new Stamp(epoch, tick, tick * 1_000, 1_700_000_000_000L + tick), OwnerId.master("eth" + tick % 3),
                any.input(), any.events(), any.actions(), any.reason(), any.checkpoint());
    }

    private Object value(Type type) {
        next++;
        if (type == boolean.class) {
            return next % 3 != 0;
        } else if (type == int.class) {
            return next % 5 == 0 ? 0 : next % 7 == 0 ? -next : next * 1_000;
        } else if (type == long.class) {
            return next % 5 == 0 ? 0L : next % 11 == 0 ? Long.MIN_VALUE + next : next * 10_000_000_000L;
        } else if (type == String.class) {
            return next % 5 == 0 ? "" : next % 3 == 0 ? "Überlauf " + next : "text-" + next;
        } else if (type == MacAddress.class) {
            return new MacAddress(0x0015_5d0a_0000L + next);
        } else if (type == Bytes.class) {
            return Bytes.of(new byte[next % 50]);
        } else if (type == OwnerId.class) {
            return next % 3 == 0 ? OwnerId.WATCHER : OwnerId.vf("eth" + next % 3, "0002:00:02." + next % 8);
        } else if (type instanceof ParameterizedType list) {
            List<Object> values = new ArrayList<>();
            for (int i = next % 3; i > 0; i--) {
                values.add(value(list.getActualTypeArguments()[0]));
            }
            return values;
        }
        return value((Class<?>) type);
    }

    private Object value(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[next % type.getEnumConstants().length];
        } else if (type.isSealed()) {
            Class<?>[] permitted = type.getPermittedSubclasses();
            return value((Type) permitted[next % permitted.length]);
        }
        RecordShape shape = RecordShape.of(type);
        return shape.make(shape.components().stream().map(component -> value(component.type())).toArray());
    }
}
