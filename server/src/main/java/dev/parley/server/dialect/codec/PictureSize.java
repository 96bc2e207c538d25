package dev.parley.server.dialect.codec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How large a picture shall be, in pixels. */
public record PictureSize(int width, int height) {
    /** What a size may be, for people. */
    public static final String EXPECTED = "pixels such as 1024x1536, or auto";

    private static final String AUTO = "auto";
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

    /** Whether the text is a size, or leaves it to the provider: empty, or {@code auto}. */
    public static boolean isValid(String text) {
        return text.isEmpty() || text.equals(AUTO) || of(text) != null;
    }

    /** The size that the text says; null if it leaves it to the provider, or is none. */
    public static @Nullable PictureSize of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? new PictureSize(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)))
                : null;
    }

    /** The same, as much smaller as it takes for neither side to be longer than this; at least one pixel each. */
    public PictureSize within(int most) {
        double factor = Math.min(1, (double) most / Math.max(width, height));
        return new PictureSize(scaled(width, factor), scaled(height, factor));
    }

    private static int scaled(int side, double factor) {
        return Math.max(1, (int) Math.round(side * factor));
    }
}
