package dev.parley.server.provider.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Undoes what hosts do to a body although nobody asked for it. gzip is undone as it comes; nothing else is known. */
final class ContentCoding {
    private ContentCoding() {}

    /**
     * The reply with its body as it was meant.
     *
     * @throws ChatException UPSTREAM_FAILED {@code bad_upstream_reply} if its coding is not known
     * @throws ZipException the body is not what its head says
     */
    static UpstreamReply undo(UpstreamReply reply) throws IOException {
        String header = reply.header("Content-Encoding");
        String coding = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity" -> reply;
            case "gzip", "x-gzip" -> new Decoded(reply, new Inflated(reply.body()));
            default -> throw unknown(coding);
        };
    }

    private static ChatException unknown(String coding) {
        String shown = coding.substring(0, Math.min(coding.length(), 20)).replaceAll("[^a-z0-9,; -]", "?");
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.TARGET,
                        "bad_upstream_reply",
                        "The provider encoded its answer as '%s' (expected: identity, or gzip).".formatted(shown))
                .build();
    }

    private record Decoded(UpstreamReply reply, InputStream body) implements UpstreamReply {
        @Override
        public int status() {
            return reply.status();
        }

        @Override
        public @Nullable String header(String name) {
            // Lengths are those of the coded body.
            return name.equalsIgnoreCase("Content-Length") ? null : reply.header(name);
        }

        @Override
        public long length() {
            return -1;
        }
    }

    /** Inflates as bytes come, and ends what grows out of all proportion. */
    private static final class Inflated extends GZIPInputStream {
        private static final int HARMLESS = 1 << 20;
        private static final int RATIO_MOST = 100;

        private long read;

        Inflated(InputStream in) throws IOException {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            read += Math.max(count, 0);
            if (read > HARMLESS && read > RATIO_MOST * inf.getBytesRead()) {
                throw new ZipException("the body grows more than %d times".formatted(RATIO_MOST));
            }
            return count;
        }
    }
}
