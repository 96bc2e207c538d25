package dev.parley.testkit.curl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** What a curl command got. */
record CurlAnswer(int status, String type, String body) {
    /** Commands stand as they are documented; curl is told to be quiet, and to print the head too. */
    private static final String PREAMBLE =
            "curl() { command curl --silent --show-error --max-time 60 --include \"$@\"; }\n";

    /** Runs a command in a shell with these variables. Blocks until it is done, at most a minute. */
    static CurlAnswer to(String command, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", PREAMBLE + command).redirectErrorStream(true);
        shell.environment().putAll(variables);
        Process process = shell.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        String[] halves = text.split("\r\n\r\n", 2);
        if (code != 0 || halves.length < 2) {
            return new CurlAnswer(0, "", text);
        }
        return new CurlAnswer(status(halves[0]), header(halves[0], "content-type:"), halves[1]);
    }

    private static int status(String head) {
        return Integer.parseInt(head.split("\\s+", 3)[1]);
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("");
    }
}
