package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request says of sampling, where one setting has two names, two forms or two fields. */
final class SamplingReader {
    private static final int TOP_LOGPROBS_MAX = 20;

    private @Nullable Integer maxTokens;
    private @Nullable Integer maxCompletionTokens;
    private List<String> stop = List.of();
    private boolean stopString;
    private boolean logprobs;
    private int topLogprobs;

    void maxTokens(JsonReader in) {
        maxTokens = positive(in);
    }

    void maxCompletionTokens(JsonReader in) {
        maxCompletionTokens = positive(in);
    }

    void logprobs(JsonReader in) {
        logprobs = in.bool();
    }

    void topLogprobs(JsonReader in) {
        topLogprobs = (int) SamplingField.integer(in, 0, TOP_LOGPROBS_MAX);
    }

    void stop(JsonReader in) {
        stopString = in.type() == JsonReader.Type.STRING;
        stop = stopString ? List.of(in.string()) : strings(in);
        if (stop.contains("")) {
            throw Faults.invalid("stop", "an empty text", "texts that are not empty");
        }
        if (stop.size() > Losses.STOP_LIMIT) {
            throw Faults.invalid("stop", stop.size() + " texts", "at most " + Losses.STOP_LIMIT);
        }
    }

    /** Reads the list of strings that stands next. */
    static List<String> strings(JsonReader in) {
        List<String> texts = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            texts.add(in.string());
        }
        return texts;
    }

    /** Adds what was said, and nothing if nothing was. */
    void addTo(ChatRequest.Builder chat) {
        Integer length = maxCompletionTokens != null ? maxCompletionTokens : maxTokens;
        if (length != null) {
            chat.getSamplingBuilder().setMaxOutputTokens(length);
        }
        if (!stop.isEmpty()) {
            chat.getSamplingBuilder().addAllStopSequences(stop);
        }
        if (logprobs) {
            chat.getSamplingBuilder().setLogprobs(topLogprobs);
        } else if (topLogprobs > 0) {
            throw new JsonException("top_logprobs", "'top_logprobs' is only allowed when 'logprobs' is true.");
        }
        mark(maxCompletionTokens != null, Form.MAX_COMPLETION_TOKENS, chat);
        mark(stopString, Form.STOP_STRING, chat);
    }

    private static void mark(boolean chosen, Form form, ChatRequest.Builder chat) {
        if (chosen) {
            chat.addExtensions(form.mark());
        }
    }

    private static int positive(JsonReader in) {
        return (int) SamplingField.integer(in, 1, Integer.MAX_VALUE);
    }
}
