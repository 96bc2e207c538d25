package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import java.util.ArrayList;
import java.util.List;

/** One message as it will be written: what several messages of the contract say on end, if their role is one here. */
final class Turn {
    final String role;
    final List<Part> parts = new ArrayList<>();
    final List<Extension> extensions = new ArrayList<>();

    Turn(String role) {
        this.role = role;
    }

    /** Results of tools come first (E-ROLE-4). */
    List<Part> inOrder() {
        List<Part> ordered = new ArrayList<>(parts.size());
        parts.stream().filter(Part::hasToolResult).forEach(ordered::add);
        parts.stream().filter(part -> !part.hasToolResult()).forEach(ordered::add);
        return ordered;
    }
}
