package dev.parley.testkit;

import java.util.Base64;
import java.util.Set;

/** What OpenAI's chat API refuses of audio that is sent or asked for. */
final class OpenAiAudioRules {
    private static final Set<String> SENT = Set.of("wav", "mp3");
    private static final Set<String> ANSWERED = Set.of("wav", "aac", "mp3", "flac", "opus", "pcm16");

    private OpenAiAudioRules() {}

    static void check(Node body) {
        boolean asked = body.at("modalities").items().stream()
                .anyMatch(modality -> modality.text().equals("audio"));
        if (asked) {
            Node wanted = body.at("audio");
            wanted.require(!wanted.text("voice").isEmpty(), "voice is missing");
            wanted.require(ANSWERED.contains(wanted.text("format")), "unknown format");
            boolean stream = Boolean.TRUE.equals(body.at("stream").value());
            wanted.require(!stream || wanted.text("format").equals("pcm16"), "a stream has pcm16 alone");
        }
        for (Node message : body.at("messages").items()) {
            message.at("content").items().forEach(OpenAiAudioRules::part);
            earlier(message);
        }
    }

    private static void part(Node part) {
        if (part.text("type").equals("input_audio")) {
            Node audio = part.at("input_audio");
            audio.permit(Set.of("data", "format"));
            audio.require(SENT.contains(audio.text("format")), "unknown format");
            audio.require(Base64.getDecoder().decode(audio.text("data")).length > 0, "no data");
        }
    }

    /** Of an answer that was heard its id alone is sent back. */
    private static void earlier(Node message) {
        if (message.has("audio")) {
            message.require(message.text("role").equals("assistant"), "only an assistant has spoken");
            message.at("audio").permit(Set.of("id"));
            message.at("audio").require(!message.at("audio").text("id").isEmpty(), "id is missing");
        }
    }
}
