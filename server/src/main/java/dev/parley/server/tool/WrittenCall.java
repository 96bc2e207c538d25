package dev.parley.server.tool;

/**
 * A call as the model wrote it.
 *
 * @param arguments a JSON object
 */
record WrittenCall(String name, String arguments) {}
