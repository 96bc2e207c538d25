package dev.parley.server.dialect.claude;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * The ids that the calls of one request are written with, and their results with them (E-TOOL-3): legal, and each once,
 * as some callers number the calls of every turn anew.
 */
final class LegalIds {
    private final Set<String> used = new HashSet<>();
    private final Map<String, Queue<String>> open = new HashMap<>();

    /** The id of the next call. */
    String ofCall(String id) {
        String legal = ClaudeCallId.legal(id);
        String unique = legal;
        for (int i = 2; !used.add(unique); i++) {
            unique = legal + '_' + i;
        }
        open.computeIfAbsent(id, key -> new ArrayDeque<>()).add(unique);
        return unique;
    }

    /** The id of the result that answers the first open call of this id. */
    String ofResult(String id) {
        Queue<String> calls = open.get(id);
        String answered = calls == null ? null : calls.poll();
        return answered == null ? ClaudeCallId.legal(id) : answered;
    }
}
