package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.codec.PictureSize;

/** The forms of pictures that hosts make. */
enum AspectRatio {
    SQUARE(1, 1),
    TWO_TO_THREE(2, 3),
    THREE_TO_TWO(3, 2),
    THREE_TO_FOUR(3, 4),
    FOUR_TO_THREE(4, 3),
    FOUR_TO_FIVE(4, 5),
    FIVE_TO_FOUR(5, 4),
    TALL(9, 16),
    WIDE(16, 9),
    CINEMA(21, 9);

    private final int width;
    private final int height;

    AspectRatio(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** The one that a size is stretched least to become (GM-16). */
    static AspectRatio nearest(PictureSize size) {
        AspectRatio nearest = SQUARE;
        for (AspectRatio ratio : values()) {
            nearest = ratio.distance(size) < nearest.distance(size) ? ratio : nearest;
        }
        return nearest;
    }

    /** The host's word. */
    String word() {
        return width + ":" + height;
    }

    private double distance(PictureSize size) {
        return Math.abs(Math.log((double) size.width() * height / ((double) size.height() * width)));
    }
}
