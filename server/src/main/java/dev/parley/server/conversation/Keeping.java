package dev.parley.server.conversation;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ResponsesSettings;
import dev.parley.server.dialect.responses.OutputItems;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.KeptTurn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps whole answers. */
record Keeping(TurnStore store, ResponsesSettings settings, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger("parley.responses");

    /** Keeps one; if that cannot be, the caller still has the answer, and the log says why. Blocks until it is done. */
    void keep(ChatRequest own, ChatResponse answer, Caller caller, Instant begun) {
        Instant now = clock.instant();
        KeptTurn turn = new KeptTurn(
                answer.getId(),
                caller.identity(),
                begun,
                now.plus(settings.ttl()),
                own.getContinuation().getPreviousResponseId(),
                List.copyOf(OutputItems.of(own, answer).keySet()),
                own.toByteArray(),
                answer.toByteArray());
        try {
            boolean fits = turn.bytes() <= settings.maxTurnSize();
            if (!fits || !store.call(turns -> turns.keep(turn, now, settings.maxStoreSize()))) {
                LOG.warn(
                        "An answer of {} bytes was not kept: it is too large (settings responses.max-turn-size and max-store-mebibytes), or what it continues was deleted",
                        turn.bytes());
            }
        } catch (ChatException e) {
            LOG.debug("an answer was not kept", e);
        }
    }
}
