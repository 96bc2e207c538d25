package dev.parley.server.config;

import java.util.List;
import java.util.Map;

/**
 * How tools are emulated for models that have none (TOOL-01).
 *
 * @param holdBytes how much of an answer may be held back while it is undecided whether it is a call
 * @param coerce whether arguments are fitted to their schema where that is safe (TOOL-13)
 * @param models the models that need it; empty: all
 * @param tags names of tags that may also enclose a call
 * @param template how the conversation's calls and results are told to the model
 * @param modelTemplates the same for single models, by name
 */
public record ToolEmulationSettings(
        Mode mode,
        int holdBytes,
        boolean coerce,
        List<String> models,
        List<String> tags,
        Template template,
        Map<String, Template> modelTemplates) {

    /** What of an answer is held back. */
    public enum Mode {
        /** Only what may be a call. */
        SIEVE,
        /** All of it; an answer is either calls or text. */
        BUFFER
    }

    /**
     * The texts that stand for a call and for a result; {@code {id}}, {@code {name}}, {@code {arguments}} and
     * {@code {content}} are filled in.
     */
    public record Template(String call, String result) {}
}
