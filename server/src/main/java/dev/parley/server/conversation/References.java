package dev.parley.server.conversation;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ResponsesSettings;
import dev.parley.server.dialect.responses.ResponsesDialect;
import dev.parley.server.store.KeptTurn;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts items in the place of references to them. One per call. */
final class References {
    private static final int ID_LENGTH_MAX = 256;

    private final TurnStore store;
    private final ResponsesSettings settings;
    private final InstantSource clock;
    private final Caller caller;
    private final Map<String, ChatMessage> known = new HashMap<>();
    private long read;

    References(TurnStore store, ResponsesSettings settings, InstantSource clock, Caller caller) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.caller = caller;
    }

    /**
     * The same messages without references.
     *
     * @param conversation where items are looked for first
     * @throws dev.parley.server.error.ChatException NOT_FOUND: there is no such item
     */
    List<ChatMessage> resolved(List<ChatMessage> messages, List<KeptTurn> conversation) {
        if (messages.stream().noneMatch(References::isReference)) {
            return messages;
        }
        conversation.forEach(turn -> known.putAll(TurnBytes.items(turn)));
        return messages.stream()
                .map(message -> isReference(message) ? item(message.getParts(0).getId()) : message)
                .toList();
    }

    /** As {@link ResponsesDialect} reads them. */
    private static boolean isReference(ChatMessage message) {
        return message.getPartsCount() == 1
                && message.getParts(0).getOpaque().getDialect().equals(ResponsesDialect.NAME)
                && message.getParts(0).getOpaque().getType().equals("item_reference");
    }

    private ChatMessage item(String id) {
        if (id.isEmpty() || id.length() > ID_LENGTH_MAX) {
            throw Refusals.noItem(id);
        }
        if (!known.containsKey(id)) {
            store.call(turns -> turns.holding(id, caller.identity(), clock.instant()))
                    .ifPresent(this::read);
        }
        ChatMessage item = known.get(id);
        if (item == null) {
            throw Refusals.noItem(id);
        }
        return item;
    }

    private void read(KeptTurn turn) {
        read += turn.bytes();
        if (read > settings.maxConversationSize()) {
            throw Refusals.tooLongConversation(read, settings.maxConversationSize());
        }
        known.putAll(TurnBytes.items(turn));
    }
}
