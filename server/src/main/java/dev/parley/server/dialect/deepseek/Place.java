package dev.parley.server.dialect.deepseek;

import java.util.regex.Pattern;

/** What a patch's path names. Everything else is the host's own bookkeeping. */
enum Place {
    RESPONSE(""),
    THINKING("thinking_content"),
    CONTENT("content"),
    FRAGMENTS("fragments"),
    FRAGMENT_CONTENT("fragments/(-1|\\d{1,4})/content"),
    SOURCES("search_results"),
    STATUS("status"),
    BOOKKEEPING(".*");

    private final Pattern path;

    Place(String path) {
        this.path = Pattern.compile(path);
    }

    /** The place of a path as {@link #normal} has it; the first that matches. */
    static Place of(String path) {
        for (Place place : values()) {
            if (place.path.matcher(path).matches()) {
                return place;
            }
        }
        return BOOKKEEPING;
    }

    /** A path below the response, without slashes around it: that may be written out or left out. */
    static String normal(String path) {
        return path.replaceFirst("^/?(response(/|$))?", "").replaceFirst("/$", "");
    }
}
