package dev.parley.server.tool;

import java.util.List;

/** Holds all text back until the answer's end, and drops it if the answer has a call. Text that is too long flows. */
final class BufferedOutput implements SieveOutput {
    private final SieveOutput out;
    private final int holdBytes;
    private final StringBuilder text = new StringBuilder();
    private boolean called;
    private boolean flowing;

    BufferedOutput(SieveOutput out, int holdBytes) {
        this.out = out;
        this.holdBytes = holdBytes;
    }

    @Override
    public void prose(String piece) {
        if (flowing) {
            out.prose(piece);
        } else if (!called) {
            text.append(piece);
            if (text.length() > holdBytes) {
                flowing = true;
                flush();
            }
        }
    }

    @Override
    public void calls(List<WrittenCall> calls) {
        called = true;
        text.setLength(0);
        out.calls(calls);
    }

    @Override
    public void end() {
        flush();
        out.end();
    }

    private void flush() {
        if (!text.isEmpty()) {
            out.prose(text.toString());
            text.setLength(0);
        }
    }
}
