package io.netvscd.datapath.netlink;

import java.util.Optional;

/** How far the kernel's recovery of a PCI function from an error has come (uevent property ERROR_EVENT). */
public enum FunctionError {
    /** The function does nothing until it is repaired. */
    RECOVERING("BEGIN_RECOVERY"),
    /** It works again. */
    RECOVERED("SUCCESSFUL_RECOVERY"),
    /** It will not work again. */
    FAILED("FAILED_RECOVERY");

    private final String word;

    FunctionError(String word) {
        this.word = word;
    }

    /** What the property says. */
    public String word() {
        return word;
    }

    /** What a uevent says of it, if anything. */
    static Optional<FunctionError> of(Uevent uevent) {
        for (FunctionError error : values()) {
            if (error.word.equals(uevent.property("ERROR_EVENT"))) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }
}
