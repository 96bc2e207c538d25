package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** The models of the fake host, in pages. */
final class GeminiCatalog {
    private static final String EMBEDS = "text-embedding-004";

    private final Set<String> models = new ConcurrentSkipListSet<>(List.of(
            "gemini-2.5-pro",
            "gemini-2.5-pro-preview-06-05",
            "gemini-2.5-pro-preview-05-06",
            "gemini-2.5-flash",
            "gemini-2.5-flash-preview-09-2025",
            "gemini-2.5-flash-lite",
            "gemini-2.5-flash-image",
            "gemini-2.5-flash-image-preview",
            EMBEDS));

    boolean has(String model) {
        return models.contains(model);
    }

    void remove(String model) {
        models.remove(model);
    }

    /** A page; its token is where the next one begins. */
    Reply page(String query) {
        List<String> all = new ArrayList<>(models);
        int size = Math.min(1000, Integer.parseInt(parameter(query, "pageSize", "50")));
        int from = Integer.parseInt(parameter(query, "pageToken", "0"));
        int to = Math.min(all.size(), from + size);
        String page = all.subList(from, to).stream().map(GeminiCatalog::model).collect(Collectors.joining(","));
        String next = to < all.size() ? ",\"nextPageToken\":\"" + to + '"' : "";
        return Reply.json(200, "{\"models\":[" + page + ']' + next + '}');
    }

    private static String model(String name) {
        String methods = name.equals(EMBEDS) ? "\"embedContent\"" : "\"generateContent\",\"countTokens\"";
        return """
                {"name":"models/%s","version":"001","displayName":"Fake %s","description":"A fake model",\
                "inputTokenLimit":1048576,"outputTokenLimit":65536,"supportedGenerationMethods":[%s],"topK":64}""".formatted(name, name, methods);
    }

    private static String parameter(String query, String name, String unset) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + '=')) {
                return pair.substring(name.length() + 1);
            }
        }
        return unset;
    }
}
