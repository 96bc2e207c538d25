package dev.parley.server.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a command reads besides its arguments. */
final class Input {
    private final InputStream stream;
    private final @Nullable Console terminal;
    private @Nullable BufferedReader lines;

    /** {@code terminal} is null when nobody sits there. */
    Input(InputStream stream, @Nullable Console terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    /** Standard input as {@code stream}, at a terminal if the process has one. */
    static Input of(InputStream stream) {
        Console console = stream == System.in ? System.console() : null;
        return new Input(stream, console != null && console.isTerminal() ? console : null);
    }

    boolean isTerminal() {
        return terminal != null;
    }

    /** Asks at the terminal, without showing what is typed. Blocks until it is. */
    String ask(String question, String otherwise) {
        if (terminal == null) {
            throw new MistakeException("%s: nobody to ask (expected: %s).".formatted(question, otherwise));
        }
        char[] typed = terminal.readPassword("%s: ", question);
        return typed == null ? "" : new String(typed);
    }

    /** The next line. Blocks until it is there. */
    String line(String what) {
        if (lines == null) {
            lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        try {
            String line = lines.readLine();
            if (line == null || line.isEmpty()) {
                throw new MistakeException("Standard input: nothing (expected: a line with the %s).".formatted(what));
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it. Blocks until its end. */
    byte[] all() throws IOException {
        return stream.readAllBytes();
    }
}
