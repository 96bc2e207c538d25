package dev.parley.server.management;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Moments as the contract has them. */
public final class Times {
    private Times() {}

    public static Timestamp of(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }
}
