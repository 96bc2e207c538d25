package dev.parley.server.dialect.deepseek;

import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.SaidText;

/** A text of the answer that grows by patches: what the model thinks, or what it says. */
final class Voice {
    /** Whose text it is. */
    enum Kind {
        THOUGHT,
        TEXT,
        /** Neither the model's thoughts nor its answer. */
        OTHER;

        /** The kind of a fragment of this type. */
        static Kind ofFragment(String type) {
            return switch (type) {
                case "THINK", "THINKING" -> THOUGHT;
                case "RESPONSE" -> TEXT;
                default -> OTHER;
            };
        }
    }

    private final Kind kind;
    private final SaidText said = new SaidText();

    Voice(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** What the change adds. What was passed on cannot be taken back. */
    String change(String operation, String text) {
        String news = switch (operation) {
            case Patch.APPEND -> text;
            case Patch.SET -> {
                if (!said.continues(text)) {
                    throw BadAnswer.malformed("it replaces a text that was already told.");
                }
                yield said.news(text);
            }
            default -> throw BadAnswer.malformed("it changes a text by '%s'.".formatted(operation));
        };
        said.add(news);
        return news;
    }
}
