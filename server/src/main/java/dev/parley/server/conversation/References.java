package dev.parley.server.conversation;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ResponsesSettings;
import dev.parley.server.dialect.responses.ResponsesDialect;
import dev.parley.server.store.KeptTurn;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts items in the place of references to them. One per call. */
final class References {
    private static final int ID_LENGTH_MAX = 256;

    private final TurnStore store;
    private final ResponsesSettings settings;
    private final InstantSource clock;
    private final Caller caller;

    /** Where items are looked for first: what is read from the store is added to it. */
    private final List<ChatMessage> known;

    private long read;

    References(
            TurnStore store,
            ResponsesSettings settings,
            InstantSource clock,
            Caller caller,
            List<ChatMessage> conversation) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.caller = caller;
        this.known = new ArrayList<>(conversation);
    }

    /**
     * The same messages without references.
     *
     * @throws dev.parley.server.error.ChatException NOT_FOUND: there is no such item
     */
    List<ChatMessage> resolved(List<ChatMessage> messages) {
        return messages.stream().noneMatch(References::isReference)
                ? messages
                : messages.stream()
                        .map(message ->
                                isReference(message) ? item(message.getParts(0).getId()) : message)
                        .toList();
    }

    /** As {@link ResponsesDialect} reads them. */
    private static boolean isReference(ChatMessage message) {
        return message.getPartsCount() == 1
                && message.getParts(0).getOpaque().getDialect().equals(ResponsesDialect.NAME)
                && message.getParts(0).getOpaque().getType().equals("item_reference");
    }

    private ChatMessage item(String id) {
        return known(id).or(() -> kept(id)).orElseThrow(() -> Refusals.noItem(id));
    }

    private Optional<ChatMessage> known(String id) {
        return known.stream().flatMap(message -> item(message, id)).findFirst();
    }

    private Optional<ChatMessage> kept(String id) {
        if (id.isEmpty() || id.length() > ID_LENGTH_MAX) {
            return Optional.empty();
        }
        Optional<KeptTurn> holder = store.call(turns -> turns.holding(id, caller.identity(), clock.instant()));
        holder.ifPresent(turn -> {
            read += turn.bytes();
            if (read > settings.maxConversationSize()) {
                throw Refusals.tooLongConversation(read, settings.maxConversationSize());
            }
            TurnBytes.messages(turn).forEach(known::add);
        });
        return holder.flatMap(turn -> known(id));
    }

    /** The item of a message with this id: the message, or the parts that have it. */
    private static Stream<ChatMessage> item(ChatMessage message, String id) {
        if (message.getId().equals(id)) {
            return Stream.of(message);
        }
        List<Part> parts = message.getPartsList().stream()
                .filter(part -> part.getId().equals(id))
                .toList();
        return parts.isEmpty()
                ? Stream.empty()
                : Stream.of(message.toBuilder().clearParts().addAllParts(parts).build());
    }
}
