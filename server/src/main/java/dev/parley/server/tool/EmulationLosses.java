package dev.parley.server.tool;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.List;

/** What of tools, calls and results a text cannot say, by contract path (COM-06, E-TOOL-1). */
final class EmulationLosses {
    /** No dialect's fields are told in a text. */
    private static final String NOBODY = "";

    private final Drops drops = new Drops();

    private EmulationLosses() {}

    /** Where the request has it, as its caller numbers messages and tools. */
    static List<String> paths(ChatRequest request) {
        EmulationLosses losses = new EmulationLosses();
        losses.request(request);
        return losses.drops.paths();
    }

    /**
     * Fails if the request wants nothing left out, and something would be.
     *
     * @throws ChatException UNSUPPORTED
     */
    static void check(ChatRequest request) {
        List<String> paths = request.getStrict() ? paths(request) : List.of();
        if (!paths.isEmpty()) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UNSUPPORTED,
                            Blame.REQUEST,
                            "unsupported_parameter",
                            "Emulated tools cannot express '%s' (expected: a request without it)."
                                    .formatted(paths.getFirst()))
                    .param(paths.getFirst())
                    .build();
        }
    }

    private void request(ChatRequest request) {
        boolean untold = !CallRules.wanted(request) && request.getToolChoice().getMode() != Mode.MODE_NONE;
        drop(untold && request.getToolsList().stream().anyMatch(Tool::hasFunction), "tools");
        for (int i = 0; i < request.getToolsCount(); i++) {
            tool(request.getTools(i), "tools[" + i + ']');
        }
        for (int i = 0; i < request.getMessagesCount(); i++) {
            message(request.getMessages(i), "messages[" + i + ']');
        }
    }

    /** A schema is told, but a text cannot promise that it is kept to. */
    private void tool(Tool tool, String path) {
        if (tool.hasFunction()) {
            drop(tool.getFunction().getStrict(), path + ".function.strict");
            drop(tool.hasCache(), path + ".cache");
            drops.foreign(tool.getExtensionsList(), NOBODY, path);
        }
    }

    /** Messages of results become a user's, who has no name. */
    private void message(ChatMessage message, String path) {
        if (message.getRole() == Role.ROLE_TOOL) {
            drop(!message.getName().isEmpty(), path + ".name");
            drops.foreign(message.getExtensionsList(), NOBODY, path);
        }
        for (int i = 0; i < message.getPartsCount(); i++) {
            Part part = message.getParts(i);
            if (part.hasToolCall() || part.hasToolResult()) {
                part(part, path + ".parts[" + i + ']');
            }
        }
    }

    private void part(Part part, String path) {
        drop(part.hasCache(), path + ".cache");
        drop(part.hasSignature(), path + ".signature");
        drops.foreign(part.getExtensionsList(), NOBODY, path);
    }

    private void drop(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
