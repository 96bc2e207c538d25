package dev.parley.server.provider.gemini;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the calls go, below the host's address.
 *
 * @param models what stands before a model's name, with a slash at its end
 * @param list where the models are listed
 * @param vertex whether it is Vertex AI, whose questions for a prompt's size have a form of their own
 */
public record GeminiPaths(String models, String list, boolean vertex) {
    private static final String VERSION = "/v1beta";
    private static final GeminiPaths PUBLIC = new GeminiPaths("v1beta/models/", "v1beta/models", false);
    private static final String GLOBAL = "global";

    /** Those of the form that the options name: {@code api} or {@code vertex}. */
    public static GeminiPaths of(Map<String, String> options) {
        return isVertex(options) ? vertexPaths(options) : PUBLIC;
    }

    /** Whether a provider with these options is Vertex AI. */
    public static boolean isVertex(Map<String, String> options) {
        return "vertex".equals(options.get("form"));
    }

    /** The host of Vertex AI in the options' location. */
    public static URI vertexHost(Map<String, String> options) {
        String location = location(options);
        return URI.create("https://" + (location.equals(GLOBAL) ? "" : location + '-') + "aiplatform.googleapis.com");
    }

    /** Where the API is, its version left out: the settings may have it, as other hosts want it. */
    public static URI base(URI configured) {
        String text = configured.toString().replaceFirst("/$", "");
        return URI.create(text.endsWith(VERSION) ? text.substring(0, text.length() - VERSION.length()) : text);
    }

    /** What a model is asked to do. */
    String method(String model, String method) {
        return models + encoded(model) + ':' + method;
    }

    private static GeminiPaths vertexPaths(Map<String, String> options) {
        String project = encoded(options.getOrDefault("vertex-project", ""));
        return new GeminiPaths(
                "v1/projects/%s/locations/%s/publishers/google/models/".formatted(project, encoded(location(options))),
                "v1beta1/publishers/google/models",
                true);
    }

    private static String location(Map<String, String> options) {
        return options.getOrDefault("vertex-location", GLOBAL);
    }

    /** As one segment of a path, whatever callers put into a model's name. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
