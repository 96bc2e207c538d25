package dev.parley.server.frontend.management;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a request was made by a page of this very listener, as browsers tell it (MA-03). */
enum SameOrigin {
    YES,
    NO,
    /** No browser made it, or one that does not tell. */
    UNKNOWN;

    private static final String OWN_SITE = "same-origin";

    /**
     * Judges by two headers that no page can set. Each that is there must say yes.
     *
     * @param origin {@code Origin}; null if absent
     * @param fetchSite {@code Sec-Fetch-Site}; null if absent
     * @param authority what the request takes this listener for: {@code Host}
     * @param secure whether the caller's connection is encrypted. Where it is not, TLS may end before us
     */
    static SameOrigin of(
            @Nullable String origin, @Nullable String fetchSite, @Nullable String authority, boolean secure) {
        boolean foreignSite = fetchSite != null && !fetchSite.equals(OWN_SITE);
        boolean foreignOrigin = origin != null && !isOwn(origin, authority, secure);
        if (foreignSite || foreignOrigin) {
            return NO;
        }
        return origin == null && fetchSite == null ? UNKNOWN : YES;
    }

    private static boolean isOwn(String origin, @Nullable String authority, boolean secure) {
        URI page;
        try {
            page = URI.create(origin.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
        boolean https = "https".equals(page.getScheme());
        boolean web = https || ("http".equals(page.getScheme()) && !secure);
        return web
                && authority != null
                && page.getAuthority() != null
                && withPort(page.getAuthority(), https).equals(withPort(authority.toLowerCase(Locale.ROOT), https));
    }

    private static String withPort(String authority, boolean https) {
        boolean named = authority.matches(".*:\\d+");
        return named ? authority : authority + (https ? ":443" : ":80");
    }
}
