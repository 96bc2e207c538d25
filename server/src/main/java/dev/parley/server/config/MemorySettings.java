package dev.parley.server.config;

/**
 * What happens before the heap is full. Both are percent of it that are in use after a collection.
 *
 * @param refuseAt from here on new calls are refused; more than 100: never
 * @param shedAt from here on the newest calls are ended; more than 100: never
 */
public record MemorySettings(int refuseAt, int shedAt) {}
