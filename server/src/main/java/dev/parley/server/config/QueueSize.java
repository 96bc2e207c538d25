package dev.parley.server.config;

/** How many calls may wait: a number, or {@code auto}: as many as may run (DS-14). */
public final class QueueSize {
    /** As many as may run. */
    public static final QueueSize AUTO = new QueueSize(-1);

    private final int most;

    private QueueSize(int most) {
        this.most = most;
    }

    /** A number, at least 0. */
    public static QueueSize of(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("a queue of " + most);
        }
        return new QueueSize(most);
    }

    static QueueSize parse(String text) {
        return text.equals("auto") ? AUTO : of(Integer.parseInt(text));
    }

    /** How many, where {@code running} may run. */
    public int among(long running) {
        return this == AUTO ? (int) Math.min(running, Integer.MAX_VALUE) : most;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueueSize size && size.most == most;
    }

    @Override
    public int hashCode() {
        return most;
    }

    @Override
    public String toString() {
        return this == AUTO ? "auto" : Integer.toString(most);
    }
}
