package dev.parley.server.access;

/**
 * Who administers.
 *
 * @param name a label for the audit log, never a key
 * @param address where the call came from; empty if not known
 * @param seesKeys whether caller keys are shown whole (AD-06)
 */
public record Actor(String name, String address, boolean seesKeys) {}
