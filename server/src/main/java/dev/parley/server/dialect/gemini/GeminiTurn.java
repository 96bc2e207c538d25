package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import java.util.ArrayList;
import java.util.List;

/** One content as it will be written: what several messages of the contract say on end, if their role is one here. */
final class GeminiTurn {
    static final String USER = "user";
    static final String MODEL = "model";

    final String role;
    final List<Part> parts = new ArrayList<>();
    final List<Answered> results = new ArrayList<>();
    final List<Extension> extensions = new ArrayList<>();

    /**
     * A tool's result.
     *
     * @param call what it answers, once that is known
     * @param path where the contract has it
     */
    record Answered(Part call, Part result, String path) {
        Answered to(Part found) {
            return new Answered(found, result, path);
        }

        boolean answers(Part some) {
            return result.getToolResult().getCallId().equals(some.getToolCall().getCallId());
        }
    }

    GeminiTurn(String role) {
        this.role = role;
    }

    boolean isModel() {
        return role.equals(MODEL);
    }

    /** The tool calls among its parts. */
    List<Part> calls() {
        return parts.stream().filter(Part::hasToolCall).toList();
    }

    void add(Part part, String path) {
        if (part.hasToolResult()) {
            results.add(new Answered(Part.getDefaultInstance(), part, path));
        } else {
            parts.add(part);
        }
    }
}
