package dev.parley.server.provider;

import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.pool.Credential;
import java.util.List;

/** A system that answers chat turns. Thread-safe. */
public interface Provider extends AutoCloseable {
    /** Its name in the settings. */
    String name();

    /**
     * The answer to one attempt. Does no work until the stream's first {@code next()}. The stream keeps the event
     * grammar of {@code ChatEvent} per candidate, and ends with null after the last Finished; it sends no Completed.
     * What the provider could not express is in {@code Started.served.dropped}. Closing it closes the upstream's
     * connection. It does not touch the lease.
     *
     * <p>It fails with a {@code ChatException} whose blame tells what a retry may change.
     */
    ChatStream chat(Attempt attempt);

    /** The models this provider offers. Blocks on the network for providers that ask their host. */
    List<Model> models(Credential credential);

    /** Gives back connections. Streams that are open fail. */
    @Override
    void close();
}
