package dev.parley.server.config;

import java.util.List;
import java.util.Map;

/**
 * Which model name goes where.
 *
 * @param defaultModel for requests that name no model; empty: they are refused
 * @param fallbacks by model name, the targets ({@code provider/model}) to try in order
 * @param priority providers in the order that decides when several list the same model; the others follow by name
 * @param claudeMapping what Claude's model names mean
 */
public record Routes(
        String defaultModel, Map<String, List<String>> fallbacks, List<String> priority, ClaudeMapping claudeMapping) {}
