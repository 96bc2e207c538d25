package dev.parley.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Jazzer at one target, in a process of its own whose output is kept in {@code target/fuzz}. What coverage guides is
 * Parley's own code; libraries are not instrumented.
 *
 * @param executions how many inputs were read
 * @param edges how many edges of the code they went along, in Jazzer's count
 * @param features edges with how often, in steps
 * @param corpus how many inputs show something of their own
 * @param broken the input that broke a law; null if none did
 */
record JazzerRun(long executions, long edges, long features, long corpus, Path broken) {
    private static final Path WORK = Path.of("target/fuzz");
    private static final int LONGEST = 4096;
    private static final int HANG_SECONDS = 10;
    private static final Pattern STATE = Pattern.compile("#(\\d+)\\s.*cov: (\\d+) ft: (\\d+) corp: (\\d+)");

    /** Looks for inputs that break a law, for so long; blocks until then, or until one is found. */
    static JazzerRun of(FuzzTarget target, int seconds) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(WORK.resolve("corpus").resolve(target.name()));
        Path seeds = Files.createDirectories(WORK.resolve("seeds").resolve(target.name()));
        Path broken = Files.createDirectories(WORK.resolve("broken").resolve(target.name()));
        List<byte[]> inputs = Corpus.of(target);
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(seeds.resolve(Integer.toString(i)), inputs.get(i));
        }
        Path output = WORK.resolve(target.name() + ".log");
        int exit = new ProcessBuilder(command(target, seconds, corpus, seeds, broken))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return read(Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1), exit, broken);
    }

    private static List<String> command(FuzzTarget target, int seconds, Path corpus, Path seeds, Path broken) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=dev.parley.server.**:dev.parley.http.**",
                "--reproducer_path=" + broken));
        command.addAll(List.of(
                "-max_total_time=" + seconds,
                "-timeout=" + HANG_SECONDS,
                "-max_len=" + LONGEST,
                "-print_final_stats=1",
                "-artifact_prefix=" + broken + "/",
                corpus.toString(),
                seeds.toString()));
        return command;
    }

    private static JazzerRun read(String output, int exit, Path broken) throws IOException {
        List<MatchResult> states = STATE.matcher(output).results().toList();
        if (states.isEmpty()) {
            throw new IllegalStateException("Jazzer did not begin:\n" + output);
        }
        MatchResult last = states.getLast();
        return new JazzerRun(
                number(last, 1), number(last, 2), number(last, 3), number(last, 4), exit == 0 ? null : newest(broken));
    }

    private static long number(MatchResult state, int group) {
        return Long.parseLong(state.group(group));
    }

    private static Path newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".java"))
                    .max((a, b) ->
                            Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
                    .orElse(folder);
        }
    }
}
