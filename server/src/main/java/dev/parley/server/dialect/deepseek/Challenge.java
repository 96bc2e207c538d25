package dev.parley.server.dialect.deepseek;

/**
 * What a host wants solved before a completion.
 *
 * @param type the host's word for its kind
 * @param json the whole challenge, a JSON object
 */
public record Challenge(String type, String json) {}
