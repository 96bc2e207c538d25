package dev.parley.server.routing;

/** Hears what the router looks at while it decides. */
@FunctionalInterface
public interface RouteTrace {
    /** Hears nothing, at no cost. */
    RouteTrace NONE = (rule, decided, reason, about) -> {};

    /**
     * A rule was looked at.
     *
     * @param decided whether it says where the request goes
     * @param reason for people; a format with a place for {@code about}
     * @param about what was looked for
     */
    void looked(Rule rule, boolean decided, String reason, String about);
}
