package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Thought;
import dev.parley.server.dialect.codec.GrowingPart;

/** A thought while it grows, with the details that its host wants back. */
final class GrowingThought extends GrowingPart {
    private static final Part START =
            Part.newBuilder().setThought(Thought.getDefaultInstance()).build();

    private final ReasoningDetails details = new ReasoningDetails();

    GrowingThought() {
        super(START);
    }

    void details(ReasoningDetails more) {
        details.append(more);
    }

    @Override
    public void complete() {
        super.complete();
        if (!details.isEmpty()) {
            extras().keepRaw("reasoning_details", details.json());
        }
    }
}
