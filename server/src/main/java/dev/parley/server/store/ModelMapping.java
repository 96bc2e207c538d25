package dev.parley.server.store;

/**
 * What Claude's model names mean (CL-04).
 *
 * @param fast empty if the operator has not set it
 * @param slow empty if the operator has not set it
 */
public record ModelMapping(String fast, String slow) {
    /** Nothing set. */
    public static final ModelMapping UNSET = new ModelMapping("", "");
}
