package dev.parley.server.config;

/**
 * Pictures made from text.
 *
 * @param defaultModel for requests that name none
 * @param includeMimeType whether OpenAI's answers tell each picture's media type
 */
public record ImageSettings(String defaultModel, boolean includeMimeType) {}
