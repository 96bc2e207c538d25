package dev.parley.server.faults;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The threads of this process, virtual ones too. */
public final class Threads {
    private Threads() {}

    /** The frames of threads that are in one of these packages. */
    public static List<String> in(String... packages) throws IOException {
        Path dump = Files.createTempDirectory("threads").resolve("dump.txt");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        try (Stream<String> lines = Files.lines(dump)) {
            return lines.map(String::strip)
                    .filter(line -> Stream.of(packages).anyMatch(line::startsWith))
                    .toList();
        } finally {
            Files.delete(dump);
            Files.delete(dump.getParent());
        }
    }
}
