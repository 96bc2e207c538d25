package dev.parley.server.wires;

import dev.parley.server.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A gateway in a process of its own, as an operator starts it. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("is ready after .*http://\\S+:(\\d+)");

    private final Process process;
    private final Path said;

    private GatewayProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /**
     * Starts {@code parley serve} with these variables; what it says goes to {@code said}. Blocks until it is ready.
     */
    static GatewayProcess start(Path said, Map<String, String> environment, String... options) throws IOException {
        return start(said, "256m", environment, options);
    }

    /** The same with so many files that it may have open. */
    static GatewayProcess startWithFiles(Path said, int files, Map<String, String> environment) throws IOException {
        return start(
                new ProcessBuilder("sh", "-c", "ulimit -n " + files + "; exec \"$0\" \"$@\""),
                said,
                "256m",
                environment);
    }

    /** The same with so much heap. */
    static GatewayProcess start(Path said, String heap, Map<String, String> environment, String... options)
            throws IOException {
        return start(new ProcessBuilder(), said, heap, environment, options);
    }

    private static GatewayProcess start(
            ProcessBuilder builder, Path said, String heap, Map<String, String> environment, String... options)
            throws IOException {
        builder.command()
                .addAll(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx" + heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve"));
        builder.command().addAll(List.of(options));
        builder.environment().put("PARLEY_SERVER_PORT", "0");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        GatewayProcess gateway = new GatewayProcess(builder.start(), said);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !gateway.process.isAlive()
                        || READY.matcher(gateway.said()).find());
        return gateway;
    }

    /** The port of the listener that serves all. */
    int port() throws IOException {
        return number(READY);
    }

    int port(String profile) throws IOException {
        return number(Pattern.compile("profile " + profile + ": http://\\S+:(\\d+)"));
    }

    /** All it wrote so far. */
    String said() throws IOException {
        return Files.readString(said, StandardCharsets.UTF_8);
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end, as {@code kill} does. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** The code it ends with. Blocks until it has ended, or half a minute has passed. */
    int exit() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The gateway did not end.");
        }
        return process.exitValue();
    }

    /** Kills it as {@code kill -9} does. Blocks until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private int number(Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(said());
        if (!found.find()) {
            throw new IllegalStateException("The gateway did not start: " + said());
        }
        return Integer.parseInt(found.group(1));
    }
}
