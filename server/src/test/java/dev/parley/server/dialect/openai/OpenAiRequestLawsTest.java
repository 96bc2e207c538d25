package dev.parley.server.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.dialect.Drops;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class OpenAiRequestLawsTest {
    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    @Label("Lossless: what this dialect can say is read back as it was written, with nothing dropped")
    void readsBack_whatWasWritten(@ForAll("requests") ChatRequest chat) {
        Drops drops = new Drops();
        byte[] body = new OpenAiRequestWriter("max_tokens").write(chat, chat.getModel(), false, drops);
        assertThat(drops.paths()).isEmpty();
        assertThat(OpenAiRequestReader.read(body).chat()).isEqualTo(chat);
    }

    @Provide
    Arbitrary<ChatRequest> requests() {
        return Arbitraries.randomValue(random -> new Sample(random).request());
    }

    /** Makes up one request out of all that the dialect can say. */
    private record Sample(Random random) {
        private ChatRequest request() {
            ChatRequest.Builder chat = ChatRequest.newBuilder().setModel(text());
            for (int i = random.nextInt(4); i >= 0; i--) {
                turn(chat);
            }
            if (random.nextBoolean()) {
                chat.addTools(Tool.newBuilder().setFunction(function("f")))
                        .addTools(Tool.newBuilder().setFunction(function("g")))
                        .setToolChoice(choice());
            }
            if (random.nextBoolean()) {
                chat.setSampling(sampling());
            }
            if (random.nextBoolean()) {
                chat.setOutputFormat(format());
            }
            if (random.nextBoolean()) {
                chat.setEndUser(text()).putMetadata(text(), text()).addExtensions(extension());
                chat.getReasoningBuilder().setEffort("high");
            }
            return chat.build();
        }

        private void turn(ChatRequest.Builder chat) {
            switch (random.nextInt(3)) {
                case 0 -> chat.addMessages(said(random.nextBoolean() ? Role.ROLE_SYSTEM : Role.ROLE_DEVELOPER));
                case 1 -> chat.addMessages(said(Role.ROLE_USER));
                default -> assistant(chat);
            }
        }

        private ChatMessage.Builder said(Role role) {
            ChatMessage.Builder message = ChatMessage.newBuilder().setRole(role);
            List<Part> parts = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                parts.add(
                        random.nextBoolean()
                                ? textPart()
                                : Part.newBuilder().setMedia(media()).build());
            }
            message.addAllParts(parts);
            if (random.nextBoolean()) {
                message.setName("n").addExtensions(extension());
            }
            if (random.nextBoolean() && Content.plain(parts)) {
                message.addExtensions(0, Form.CONTENT_LIST.mark());
            }
            return message;
        }

        private void assistant(ChatRequest.Builder chat) {
            ChatMessage.Builder message = ChatMessage.newBuilder().setRole(Role.ROLE_ASSISTANT);
            if (random.nextBoolean()) {
                message.addParts(
                        Part.newBuilder().setThought(Thought.newBuilder().setText(text())));
            }
            if (random.nextBoolean()) {
                message.addParts(textPart());
            }
            if (random.nextBoolean()) {
                message.addParts(
                        Part.newBuilder().setRefusal(Refusal.newBuilder().setText(text())));
            }
            int calls = random.nextInt(3);
            for (int i = 0; i < calls; i++) {
                message.addParts(Part.newBuilder().setToolCall(call("call_" + i)));
            }
            chat.addMessages(message);
            for (int i = 0; i < calls; i++) {
                chat.addMessages(ChatMessage.newBuilder()
                        .setRole(Role.ROLE_TOOL)
                        .addParts(Part.newBuilder()
                                .setToolResult(ToolResult.newBuilder()
                                        .setCallId("call_" + i)
                                        .addContent(textPart()))));
            }
        }

        private ToolCall call(String id) {
            ToolCall.Builder call = ToolCall.newBuilder().setCallId(id).setName("f");
            return random.nextBoolean()
                    ? call.setRawInput(text()).build()
                    : call.setArgumentsJson("{\"a\": " + random.nextLong() + "}")
                            .build();
        }

        private Part textPart() {
            return Part.newBuilder().setText(Text.newBuilder().setText(text())).build();
        }

        private Media media() {
            byte[] bytes = new byte[random.nextInt(9)];
            random.nextBytes(bytes);
            ByteString data = ByteString.copyFrom(bytes);
            return switch (random.nextInt(5)) {
                case 0 ->
                    Media.newBuilder()
                            .setUri("https://example.com/a")
                            .setDetail("low")
                            .build();
                case 1 ->
                    Media.newBuilder().setMimeType("image/png").setData(data).build();
                case 2 ->
                    Media.newBuilder().setMimeType("audio/mpeg").setData(data).build();
                case 3 ->
                    Media.newBuilder()
                            .setMimeType("application/pdf")
                            .setFilename("a")
                            .setData(data)
                            .build();
                default -> Media.newBuilder().setFileId("file-1").build();
            };
        }

        private FunctionTool function(String name) {
            FunctionTool.Builder function =
                    FunctionTool.newBuilder().setName(name).setDescription(text());
            return random.nextBoolean()
                    ? function.setSchemaJson("{\"b\": 1.0, \"a\": {}}")
                            .setStrict(random.nextBoolean())
                            .build()
                    : function.build();
        }

        private ToolChoice choice() {
            ToolChoice.Builder choice = ToolChoice.newBuilder().setParallel(random.nextBoolean());
            return switch (random.nextInt(4)) {
                case 0 -> choice.setMode(Mode.MODE_NONE).build();
                case 1 -> choice.setMode(Mode.MODE_AUTO).addNames("g").build();
                case 2 -> choice.setMode(Mode.MODE_REQUIRED).addNames("f").build();
                default ->
                    choice.setMode(Mode.MODE_REQUIRED)
                            .addNames("f")
                            .addNames("g")
                            .build();
            };
        }

        private Sampling sampling() {
            return Sampling.newBuilder()
                    .setTemperature(random.nextDouble(2))
                    .setTopP(random.nextDouble())
                    .setTopK(1 + random.nextInt(100))
                    .setSeed(random.nextLong())
                    .setPresencePenalty(random.nextInt(5) - 2)
                    .setFrequencyPenalty(random.nextDouble(-2, 2))
                    .setCandidates(1 + random.nextInt(128))
                    .setMaxOutputTokens(1 + random.nextInt(Integer.MAX_VALUE))
                    .setLogprobs(random.nextInt(21))
                    .addStopSequences(text())
                    .build();
        }

        private OutputFormat format() {
            OutputFormat.Builder format =
                    OutputFormat.newBuilder().setVerbosity("low").addModalities("text");
            return random.nextBoolean()
                    ? format.setKind(Kind.KIND_JSON).build()
                    : format.setKind(Kind.KIND_JSON_SCHEMA)
                            .setSchemaName("s")
                            .setSchemaJson("{\"x\": " + random.nextLong() + "}")
                            .setSchemaDescription(text())
                            .setStrict(random.nextBoolean())
                            .build();
        }

        private Extension extension() {
            return Extension.newBuilder()
                    .setDialect("openai")
                    .setJson("{\"x_" + random.nextInt(9) + "\":{ \"k\" : [1.50, null] }}")
                    .build();
        }

        /** Never empty; any character but half a surrogate pair. */
        private String text() {
            StringBuilder text = new StringBuilder("t");
            for (int i = random.nextInt(9); i > 0; i--) {
                int point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
                text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 'x' : point);
            }
            return text.toString();
        }
    }
}
