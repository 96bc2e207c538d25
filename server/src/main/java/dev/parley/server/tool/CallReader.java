package dev.parley.server.tool;

import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the calls of a text that is nothing else: JSON, or a tag around it (TOOL-04). */
final class CallReader {
    private static final Pattern TAG = Pattern.compile("<([^\\s>]+)([^>]*)>(.*)</\\1>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\bname\\s*=\\s*[\"']([^\"']+)[\"']");

    private CallReader() {}

    /** The calls in order; empty if the text has not the shape of calls. */
    static List<WrittenCall> read(String text) {
        Matcher tag = TAG.matcher(text);
        if (tag.matches()) {
            return tagged(tag.group(2), tag.group(3).strip());
        }
        try {
            JsonReader in = JsonReader.of(text);
            List<WrittenCall> calls = in.type() == JsonReader.Type.ARRAY ? list(in, false) : object(in);
            in.end();
            return calls;
        } catch (JsonException e) {
            return List.of();
        }
    }

    /** The object {@code tool_calls} is in, or one call. */
    private static List<WrittenCall> object(JsonReader in) {
        List<WrittenCall> listed = null;
        CallFields fields = new CallFields();
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            if (field.equals("tool_calls") && in.type() == JsonReader.Type.ARRAY) {
                listed = list(in, true);
            } else {
                fields.take(field, in);
            }
        }
        return listed == null ? single(fields.call(false)) : listed;
    }

    /** The calls of a list; none if it holds anything else. */
    private static List<WrittenCall> list(JsonReader in, boolean tolerant) {
        List<WrittenCall> calls = new ArrayList<>();
        boolean pure = true;
        in.beginArray();
        while (in.nextElement()) {
            WrittenCall call = element(in, tolerant);
            pure &= call != null;
            if (call != null) {
                calls.add(call);
            }
        }
        return pure ? calls : List.of();
    }

    private static @Nullable WrittenCall element(JsonReader in, boolean tolerant) {
        if (in.type() != JsonReader.Type.OBJECT) {
            in.skip();
            return null;
        }
        CallFields fields = new CallFields();
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            fields.take(field, in);
        }
        return fields.call(tolerant);
    }

    private static List<WrittenCall> tagged(String attributes, String body) {
        Matcher name = NAME.matcher(attributes);
        if (name.find()) {
            return List.of(new WrittenCall(name.group(1), WrittenArguments.of(body)));
        }
        return body.startsWith("<") ? single(children(body)) : read(body);
    }

    private static @Nullable WrittenCall children(String body) {
        String name = child(body, "name").strip();
        String arguments = CallFields.INPUT.stream()
                .map(key -> child(body, key))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return name.isEmpty() ? null : new WrittenCall(name, WrittenArguments.of(arguments));
    }

    private static String child(String body, String tag) {
        String opening = '<' + tag + '>';
        int start = body.indexOf(opening);
        int end = start < 0 ? -1 : body.indexOf("</" + tag + '>', start);
        return end < 0 ? "" : body.substring(start + opening.length(), end);
    }

    private static List<WrittenCall> single(@Nullable WrittenCall call) {
        return call == null ? List.of() : List.of(call);
    }
}
