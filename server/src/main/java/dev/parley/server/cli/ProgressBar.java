package dev.parley.server.cli;

import java.io.PrintWriter;

/** How far a long command is, on the last line of a terminal; nothing elsewhere. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final boolean visible;

    ProgressBar(PrintWriter terminal, boolean visible) {
        this.terminal = terminal;
        this.visible = visible;
    }

    void show(int done, int total) {
        int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
        write(ERASE + '[' + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + '/' + total);
    }

    /** Makes room for other lines. */
    void erase() {
        write(ERASE);
    }

    private void write(String text) {
        if (visible) {
            terminal.print(text);
            terminal.flush();
        }
    }
}
