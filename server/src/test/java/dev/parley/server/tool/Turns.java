package dev.parley.server.tool;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.Tool;
import dev.parley.server.Gateway;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.EventGrammar;
import dev.parley.server.config.ToolEmulationSettings;
import dev.parley.server.config.ToolEmulationSettings.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A turn of an emulated model in a test: what it is asked, and what its answer becomes. */
final class Turns {
    static final ToolEmulationSettings SETTINGS = Objects.requireNonNull(
                    Gateway.settings(List.of(), Map.of()).providers().get("builtin"))
            .toolEmulation();

    final List<ChatEvent> events = new ArrayList<>();
    private final EmulatedTurn turn;
    private final EventGrammar grammar = new EventGrammar();
    private final ChatAccumulator answer = new ChatAccumulator();
    private int parts;

    private Turns(EmulatedTurn turn) {
        this.turn = turn;
        take(ChatEvent.newBuilder().setStarted(Started.getDefaultInstance()));
    }

    static Turns of(ChatRequest request) {
        return of(request, SETTINGS);
    }

    static Turns of(ChatRequest request, ToolEmulationSettings settings) {
        int[] made = new int[1];
        ToolEmulation emulation = new ToolEmulation(settings, dialect -> "id-" + ++made[0]);
        return new Turns(Objects.requireNonNull(emulation.turn(request, "m", "")));
    }

    static ToolEmulationSettings settings(Mode mode, int holdBytes, boolean coerce) {
        return new ToolEmulationSettings(
                mode, holdBytes, coerce, List.of(), List.of(), SETTINGS.template(), SETTINGS.modelTemplates());
    }

    /** A question with two tools. */
    static ChatRequest request() {
        return ChatRequest.newBuilder()
                .setModel("m")
                .addMessages(message(Role.ROLE_USER, TextParts.of("How is the weather?")))
                .addTools(tool("get_weather", "The weather of a city, now.", """
                        {"type": "object", "properties": {"city": {"type": "string"}}}"""))
                .addTools(tool("search", "", "{\"properties\": {\"n\": {\"type\": \"integer\"}}}"))
                .build();
    }

    static ChatMessage message(Role role, Part... parts) {
        return ChatMessage.newBuilder()
                .setRole(role)
                .addAllParts(List.of(parts))
                .build();
    }

    static String text(ChatMessage message) {
        return message.getPartsList().stream()
                .map(part -> part.getText().getText())
                .collect(Collectors.joining("|"));
    }

    ChatRequest sent() {
        return turn.request();
    }

    /** The answer in these pieces, to its end. */
    Turns answer(String... pieces) {
        return part(TextParts.of(""), pieces).finish(FinishReason.FINISH_REASON_STOP);
    }

    Turns thought(String text) {
        return part(Part.newBuilder().setThought(Thought.getDefaultInstance()).build(), text);
    }

    Turns part(Part head, String... pieces) {
        take(ChatEvent.newBuilder()
                .setPartStarted(PartStarted.newBuilder().setIndex(parts++).setPart(head)));
        for (String piece : pieces) {
            take(ChatEvent.newBuilder().setPartDelta(PartDelta.newBuilder().setText(piece)));
        }
        return take(ChatEvent.newBuilder().setPartDone(PartDone.getDefaultInstance()));
    }

    Turns finish(FinishReason reason) {
        return take(ChatEvent.newBuilder().setFinished(Finish.newBuilder().setReason(reason)));
    }

    Turns take(ChatEvent.Builder event) {
        turn.take(event.build());
        for (ChatEvent next = turn.poll(); next != null; next = turn.poll()) {
            grammar.check(next);
            answer.add(next);
            events.add(next);
        }
        return this;
    }

    Candidate candidate() {
        grammar.checkEnd();
        return answer.response().getCandidates(0);
    }

    /** The texts of the answer, and for each call its id, name and arguments. */
    String text() {
        return candidate().getMessage().getPartsList().stream()
                .map(part -> part.hasToolCall()
                        ? part.getToolCall().getCallId()
                                + ' '
                                + part.getToolCall().getName()
                                + part.getToolCall().getArgumentsJson()
                        : part.hasThought()
                                ? "(" + part.getThought().getText() + ")"
                                : part.getText().getText())
                .collect(Collectors.joining("|"));
    }

    FinishReason reason() {
        return candidate().getFinish().getReason();
    }

    private static Tool tool(String name, String description, String schema) {
        return Tool.newBuilder()
                .setFunction(FunctionTool.newBuilder()
                        .setName(name)
                        .setDescription(description)
                        .setSchemaJson(schema))
                .build();
    }
}
