package dev.parley.server.compatibility;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.ToolCall;
import dev.parley.client.ChatErrors;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.model.v1.ListModelsRequest;
import dev.parley.server.Gateway;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.error.ErrorStatus;
import dev.parley.testkit.Answer;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;

/** Parley's own SDK over gRPC. */
final class NativeClient implements Client {
    private static final Map<FinishReason, Answer.Stop> STOPS = Map.of(
            FinishReason.FINISH_REASON_STOP, Answer.Stop.END,
            FinishReason.FINISH_REASON_STOP_SEQUENCE, Answer.Stop.SEQUENCE,
            FinishReason.FINISH_REASON_MAX_TOKENS, Answer.Stop.LENGTH,
            FinishReason.FINISH_REASON_TOOL_CALLS, Answer.Stop.TOOLS);

    private final ParleyClient client;

    NativeClient(Gateway gateway) {
        client = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(Bench.KEY)
                .build();
    }

    @Override
    public Seen whole(String request) {
        try {
            return seen(client.chat().chat(parse(request)));
        } catch (StatusRuntimeException e) {
            throw failed(e, "");
        }
    }

    @Override
    public Seen stream(String request) {
        ChatAccumulator whole = new ChatAccumulator();
        StringBuilder text = new StringBuilder();
        try (EventStream events = client.stream(parse(request))) {
            for (ChatEvent event : events) {
                text.append(event.getPartDelta().getText());
                whole.add(event);
            }
            return seen(whole.response());
        } catch (StatusRuntimeException e) {
            throw failed(e, text.toString());
        }
    }

    @Override
    public long count(String request) {
        return client.chat().countTokens(parse(request)).getInputTokens();
    }

    @Override
    public List<String> models() {
        return client.models().listModels(ListModelsRequest.getDefaultInstance()).getModelsList().stream()
                .map(model -> model.getId())
                .toList();
    }

    @Override
    public void leave(String request) {
        try (EventStream events = client.stream(parse(request))) {
            for (ChatEvent event : events) {
                if (event.hasPartDelta()) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static Failed failed(StatusRuntimeException failure, String before) {
        int status = ChatErrors.of(failure)
                .map(ChatError::getCode)
                .map(code -> ErrorStatus.of(code).http())
                .orElse(0);
        return new Failed(status, before, failure);
    }

    private static ChatRequest parse(String request) {
        ChatRequest.Builder builder = ChatRequest.newBuilder();
        try {
            JsonFormat.parser().merge(request, builder);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(request, e);
        }
        return builder.build();
    }

    private static Seen seen(ChatResponse response) {
        Pieces pieces = new Pieces();
        response.getCandidates(0).getMessage().getPartsList().forEach(part -> add(part, pieces));
        Finish finish = response.getCandidates(0).getFinish();
        pieces.stop = STOPS.get(finish.getReason());
        pieces.stopSequence = finish.getStopSequence();
        pieces.input = response.getUsage().getInputTokens();
        pieces.output = response.getUsage().getOutputTokens();
        pieces.cached = response.getUsage().getCacheReadTokens();
        return pieces.seen(String.join(",", response.getServed().getDroppedList()));
    }

    private static void add(Part part, Pieces pieces) {
        pieces.text.append(part.getText().getText());
        pieces.thinking
                .append(part.getThought().getText())
                .append(String.join("\n\n", part.getThought().getSummariesList()));
        if (part.hasToolCall()) {
            ToolCall call = part.getToolCall();
            pieces.calls.add(new Answer.Call(call.getCallId(), call.getName(), call.getArgumentsJson()));
        }
    }
}
