package dev.parley.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page of the documentation that a test keeps: it stands between the comments {@code NAME: begin} and
 * {@code NAME: end}, and the test fails when it is not what the test found.
 *
 * @param page from the module's folder
 */
public record DocSection(Path page, String name) {
    /** The system property that has pages written anew, with any value. */
    private static final String WRITE = "docs.write";

    /** Prints what was found, writes it if that is asked for, and fails if the page says something else. */
    public void keep(String found) throws IOException {
        System.out.println(found);
        String text = Files.readString(page);
        String begin = "<!-- %s: begin -->\n".formatted(name);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf("<!-- %s: end -->".formatted(name));
        if (from < begin.length() || to < from) {
            throw new AssertionError("%s has no section between the marks of '%s'".formatted(page, name));
        }
        if (System.getProperty(WRITE) != null) {
            Files.writeString(page, text.substring(0, from) + found + text.substring(to));
        } else if (!text.substring(from, to).equals(found)) {
            throw new AssertionError("the section '%s' of %s is stale (run the test with -D%s to write it anew)"
                    .formatted(name, page, WRITE));
        }
    }
}
