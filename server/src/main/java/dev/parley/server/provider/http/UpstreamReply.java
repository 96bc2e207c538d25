package dev.parley.server.provider.http;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The head of a reply, and its body to be read. */
public interface UpstreamReply {
    int status();

    /** The header's value; null if absent. */
    @Nullable
    String header(String name);

    /** The announced length of the body in bytes; negative if there is none. */
    long length();

    /** The body, decoded from its transfer coding. Reading it to the end gives the connection back. */
    InputStream body();
}
