package dev.parley.server.faults;

import java.util.List;
import java.util.function.Supplier;

/** Faults that are alike. */
enum Group {
    ADDRESSES("The host cannot be reached", AddressFaults::all),
    TLS("It cannot be trusted", TlsFaults::all),
    HEADS("It does not answer, or with something else", HeadFaults::all),
    REFUSALS("It refuses", StatusFaults::all),
    RESTS("It asks to be left alone", RetryAfters::all),
    CODINGS("It encodes its answers", CodedBodies::all),
    MIDWAY("It breaks off", StreamFaults::all),
    ODD("It is odd, and right all the same", OddStreams::all);

    private final String title;
    private final List<Fault> faults;

    Group(String title, Supplier<List<Fault>> faults) {
        this.title = title;
        this.faults = faults.get();
    }

    List<Fault> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return title;
    }
}
