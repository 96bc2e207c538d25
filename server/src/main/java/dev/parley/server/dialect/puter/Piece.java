package dev.parley.server.dialect.puter;

import dev.parley.chat.v1.Opaque;

/** One piece of an answer, in the order of the answer. */
sealed interface Piece {
    /** Text of the answer. */
    record Said(String text) implements Piece {}

    /** What the model thought. */
    record Thought(String text) implements Piece {}

    /** A whole tool call; {@code id} is empty if it came without one. */
    record Called(String id, String name, String argumentsJson) implements Piece {}

    /** What no other piece says. */
    record Other(Opaque block) implements Piece {}
}
