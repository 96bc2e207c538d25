package dev.parley.server.management.system;

import com.google.protobuf.util.Timestamps;
import dev.parley.management.v1.SystemInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What runs here (MA-10).
 *
 * @param version Parley's
 * @param started when it began to
 */
public record SystemReport(String version, String helidonVersion, Instant started, InstantSource clock) {
    public SystemInfo info() {
        return SystemInfo.newBuilder()
                .setVersion(version)
                .setRuntime(SystemInfo.Runtime.newBuilder()
                        .setJavaVersion(Runtime.version().toString())
                        .setHelidonVersion(helidonVersion))
                .setUptime(uptimeSeconds())
                .setTimestamp(Timestamps.fromMillis(clock.instant().toEpochMilli()))
                .build();
    }

    /** Seconds since the start. */
    long uptimeSeconds() {
        return Duration.between(started, clock.instant()).toSeconds();
    }
}
