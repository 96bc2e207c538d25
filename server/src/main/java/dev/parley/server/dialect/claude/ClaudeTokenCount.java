package dev.parley.server.dialect.claude;

public final class ClaudeTokenCount {
    private ClaudeTokenCount() {}

    public static byte[] write(long n) {
        return new byte[0];
    }
}
