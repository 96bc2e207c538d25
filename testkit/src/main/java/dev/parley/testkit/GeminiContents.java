package dev.parley.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of generateContent for the conversation: who may say what, and which results belong to which calls. */
final class GeminiContents {
    private static final Set<String> ROLES = Set.of("user", "model", "function");

    /** What a part is; it may be one of these alone. */
    private static final Set<String> DATA = Set.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult");

    private static final Set<String> BESIDES =
            Set.of("thought", "thoughtSignature", "videoMetadata", "partMetadata", "mediaResolution");

    private static final Set<String> TYPES = Set.of(
            "application/pdf",
            "image/png",
            "image/jpeg",
            "image/webp",
            "image/heic",
            "image/heif",
            "audio/wav",
            "audio/mp3",
            "audio/mpeg",
            "audio/aiff",
            "audio/aac",
            "audio/ogg",
            "audio/flac",
            "audio/m4a",
            "audio/mp4",
            "audio/opus",
            "audio/pcm",
            "audio/webm",
            "video/mp4",
            "video/mpeg",
            "video/mov",
            "video/quicktime",
            "video/avi",
            "video/x-flv",
            "video/mpg",
            "video/webm",
            "video/wmv",
            "video/3gpp");

    private GeminiContents() {}

    static void check(Node body, String model) {
        Node system = body.at("systemInstruction");
        if (system.value() != null) {
            system.permit(Set.of("role", "parts"));
            parts(system);
            system.at("parts").items().forEach(part -> part.require(part.has("text"), "system instructions are text"));
        }
        List<Node> contents = body.at("contents").items();
        for (Node content : contents) {
            content.permit(Set.of("role", "parts"));
            String role = content.text("role");
            content.at("role").require(ROLES.contains(role), "Please use a valid role: user, model.");
            parts(content);
            boolean answers = role.equals("model");
            for (Node part : content.at("parts").items()) {
                part.require(!part.has("functionCall") || answers, "a user cannot call functions");
                part.require(!part.has("functionResponse") || !answers, "a model has no function responses");
            }
        }
        turns(contents, model.matches("gemini-[3-9].*"));
    }

    private static void parts(Node content) {
        Node parts = content.at("parts");
        parts.require(!parts.items().isEmpty(), "must include at least one parts field");
        parts.items().forEach(GeminiContents::part);
    }

    private static void part(Node part) {
        List<String> kinds = part.fields().stream()
                .map(String::valueOf)
                .filter(DATA::contains)
                .toList();
        part.require(kinds.size() == 1, "required oneof field 'data' must have one initialized field");
        Set<String> known = new HashSet<>(BESIDES);
        known.addAll(kinds);
        part.permit(known);
        boolean empty = part.has("text") && part.text("text").isEmpty() && !part.has("thoughtSignature");
        part.require(!empty, "Unable to submit request because it has an empty text parameter");
        media(part.at("inlineData"));
        file(part.at("fileData"));
        call(part.at("functionCall"));
        response(part.at("functionResponse"));
    }

    private static void media(Node data) {
        if (data.value() != null) {
            data.permit(Set.of("mimeType", "data", "displayName"));
            String type = data.text("mimeType");
            data.require(TYPES.contains(type) || type.startsWith("text/"), "Unsupported MIME type: " + type);
            data.require(!data.text("data").isEmpty(), "must have data");
        }
    }

    private static void file(Node file) {
        if (file.value() != null) {
            file.permit(Set.of("mimeType", "fileUri", "displayName"));
            file.require(!file.text("fileUri").isEmpty(), "must have fileUri");
        }
    }

    private static void call(Node call) {
        if (call.value() != null) {
            call.permit(Set.of("id", "name", "args"));
            GeminiTools.name(call.at("name"));
            call.at("args").require(call.at("args").isObject(), "must be an object");
        }
    }

    private static void response(Node response) {
        if (response.value() != null) {
            response.permit(Set.of("id", "name", "response", "parts", "willContinue", "scheduling"));
            GeminiTools.name(response.at("name"));
            response.at("response").require(response.at("response").isObject(), "must be an object");
            response.at("parts").items().forEach(part -> media(part.at("inlineData")));
        }
    }

    private static void turns(List<Node> contents, boolean signed) {
        List<Node> open = List.of();
        String before = "";
        for (Node content : contents) {
            List<Node> calls = of(content, "functionCall");
            content.require(calls.isEmpty() || !before.isEmpty() && !before.equals("model"), """
                    Please ensure that function call turn comes immediately after a user turn or after a function \
                    response turn.""");
            answers(open, of(content, "functionResponse"), content);
            signature(content, calls, signed);
            open = calls;
            before = content.text("role");
        }
        Refusal.unless(open.isEmpty(), "Please ensure that every function call has its function response.");
        Refusal.unless(
                contents.size() > 1 || !before.equals("model"),
                "Please ensure that single turn requests end with a user role or the role field is empty.");
    }

    private static void answers(List<Node> calls, List<Node> responses, Node content) {
        content.require(calls.size() == responses.size(), """
                Please ensure that the number of function response parts is equal to the number of function call parts \
                of the function call turn.""");
        for (int i = 0; i < calls.size(); i++) {
            Node response = responses.get(i);
            boolean same = calls.get(i).text("name").equals(response.text("name"));
            response.require(same, "answers another function than the call at its place");
            boolean ids = calls.get(i).text("id").equals(response.text("id"));
            response.require(ids, "answers another call than the one at its place");
        }
    }

    private static void signature(Node content, List<Node> calls, boolean signed) {
        if (signed && !calls.isEmpty()) {
            Node first = content.at("parts").items().stream()
                    .filter(part -> part.has("functionCall"))
                    .findFirst()
                    .orElseThrow();
            first.require(
                    !first.text("thoughtSignature").isEmpty(),
                    "Function call is missing a thought_signature in functionCall parts.");
        }
    }

    private static List<Node> of(Node content, String kind) {
        List<Node> found = new ArrayList<>();
        for (Node part : content.at("parts").items()) {
            if (part.has(kind)) {
                found.add(part.at(kind));
            }
        }
        return found;
    }
}
