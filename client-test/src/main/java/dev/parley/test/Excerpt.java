package dev.parley.test;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.provider.builtin.Words;

/** Texts as messages of failed tests show them. */
final class Excerpt {
    private static final int MOST = 60;

    private Excerpt() {}

    /** The beginning of a text, in quotes. */
    static String of(String text) {
        int end = text.offsetByCodePoints(0, Math.min(MOST, text.codePointCount(0, text.length())));
        return '"' + (end < text.length() ? text.substring(0, end) + '…' : text) + '"';
    }

    /** What tells a request from others. */
    static String of(ChatRequest request) {
        return "the request to the model %s whose user says %s"
                .formatted(of(request.getModel()), of(lastUser(request)));
    }

    /** What the last user message says. */
    static String lastUser(ChatRequest request) {
        return Words.lastUser(request);
    }
}
