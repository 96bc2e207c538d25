package dev.parley.server.tool;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.config.ToolEmulationSettings;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Makes calls of what a model wrote, by the rules of one request. */
final class CallMaker {
    private final CallRules rules;
    private final ToolNames names;
    private final ToolEmulationSettings settings;
    private final Supplier<String> ids;
    private final LongAdder rejected;

    CallMaker(CallRules rules, ToolEmulationSettings settings, Supplier<String> ids, LongAdder rejected) {
        this.rules = rules;
        this.names = new ToolNames(rules.names());
        this.settings = settings;
        this.ids = ids;
        this.rejected = rejected;
    }

    CallRules rules() {
        return rules;
    }

    /** A sieve for an answer. */
    ToolSieve sieve(SieveOutput out) {
        SieveOutput told = settings.mode() == ToolEmulationSettings.Mode.BUFFER
                ? new BufferedOutput(out, settings.holdBytes())
                : out;
        return new ToolSieve(this::accepted, settings.tags(), settings.holdBytes(), told);
    }

    /** The events of a call, as the candidate's part with this index (TOOL-09). */
    List<ChatEvent> events(WrittenCall call, int candidate, int index) {
        Part part = Part.newBuilder()
                .setToolCall(ToolCall.newBuilder().setCallId(ids.get()).setName(call.name()))
                .build();
        PartDelta delta =
                PartDelta.newBuilder().setArgumentsJson(call.arguments()).build();
        return List.of(
                event(candidate)
                        .setPartStarted(PartStarted.newBuilder().setIndex(index).setPart(part))
                        .build(),
                event(candidate).setPartDelta(delta).build(),
                event(candidate).setPartDone(PartDone.getDefaultInstance()).build());
    }

    /** The answer had no call, and one was required. Not the credential's fault, so no other is tried. */
    ChatException violation() {
        String wanted = rules.only().isEmpty() ? "a tool call" : "a call of " + String.join(" or ", rules.only());
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNSUPPORTED,
                        Blame.REQUEST,
                        ToolEmulation.VIOLATION,
                        "The model answered without %s, which 'tool_choice' requires.".formatted(wanted))
                .param("tool_choice")
                .build();
    }

    /** The calls of tools that may be called, by their declared names (TOOL-05). */
    private List<WrittenCall> accepted(List<WrittenCall> written) {
        List<WrittenCall> accepted = new ArrayList<>();
        for (WrittenCall call : written) {
            String name = names.declared(call.name());
            if (name == null) {
                rejected.increment();
            } else {
                accepted.add(new WrittenCall(name, fitted(name, call.arguments())));
            }
        }
        return accepted;
    }

    private String fitted(String name, String arguments) {
        return settings.coerce() ? Coercion.fit(arguments, schema(name)) : arguments;
    }

    private String schema(String name) {
        return rules.tools().stream()
                .filter(tool -> tool.getName().equals(name))
                .map(FunctionTool::getSchemaJson)
                .findFirst()
                .orElse("");
    }

    private static ChatEvent.Builder event(int candidate) {
        return ChatEvent.newBuilder().setCandidate(candidate);
    }
}
