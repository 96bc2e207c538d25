package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Log probabilities, which the contract has in OpenAI's form. */
final class GeminiLogprobs {
    private final List<Token> chosen = new ArrayList<>();
    private final List<List<Token>> top = new ArrayList<>();

    private record Token(String text, double logprob) {
        static Token read(JsonReader in) {
            String text = "";
            double logprob = 0;
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                switch (name) {
                    case "token" -> text = Lenient.text(in);
                    case "logProbability" -> logprob = in.number();
                    default -> in.skip();
                }
            }
            return new Token(text, logprob);
        }

        void write(JsonWriter out) {
            out.field("token", text).name("logprob").value(logprob);
            out.name("bytes").beginArray();
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                out.value(b & 0xFF);
            }
            out.endArray();
        }
    }

    private GeminiLogprobs() {}

    /** What the {@code logprobsResult} that stands next tells; empty if nothing. */
    static String read(JsonReader in) {
        GeminiLogprobs logprobs = new GeminiLogprobs();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "chosenCandidates" -> tokens(in, logprobs.chosen);
                case "topCandidates" -> logprobs.top(in);
                default -> in.skip();
            }
        }
        return logprobs.chosen.isEmpty()
                ? ""
                : new String(JsonWriter.document(logprobs::write), StandardCharsets.UTF_8);
    }

    private void top(JsonReader in) {
        in.beginArray();
        while (in.nextElement()) {
            List<Token> tokens = new ArrayList<>();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (name.equals("candidates")) {
                    tokens(in, tokens);
                } else {
                    in.skip();
                }
            }
            top.add(tokens);
        }
    }

    private static void tokens(JsonReader in, List<Token> to) {
        in.beginArray();
        while (in.nextElement()) {
            to.add(Token.read(in));
        }
    }

    private void write(JsonWriter out) {
        out.beginObject().name("content").beginArray();
        for (int i = 0; i < chosen.size(); i++) {
            out.beginObject();
            chosen.get(i).write(out);
            out.name("top_logprobs").beginArray();
            for (Token token : i < top.size() ? top.get(i) : List.<Token>of()) {
                out.beginObject();
                token.write(out);
                out.endObject();
            }
            out.endArray().endObject();
        }
        out.endArray().endObject();
    }
}
