package dev.parley.server.provider.builtin;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.ImageOptions;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.PictureSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Paints a pattern that the last user message decides: the same words, the same picture, as a PNG of the size that is
 * asked for. Of several pictures each is another.
 */
final class Painter {
    private static final PictureSize USUAL = new PictureSize(1024, 1024);
    private static final int LONGEST_SIDE = 1792;

    /** Cells of the pattern each way; its right half mirrors the left one. */
    private static final int CELLS = 8;

    private static final int COLOURS = 4;

    private Painter() {}

    static List<Step> steps(ChatRequest request, Parameters parameters) {
        ImageOptions options = request.getOutputFormat().getImage();
        PictureSize asked = PictureSize.of(options.getSize());
        PictureSize size = asked == null ? USUAL : asked.within(LONGEST_SIDE);
        Drops drops = new Drops();
        drops.others(options, asked == null || asked.equals(size) ? Set.of("size") : Set.of(), "output_format.image.");
        String words = Words.lastUser(request);
        int candidates = Math.max(1, request.getSampling().getCandidates());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < candidates; i++) {
            Turn turn = new Turn(i, drops.paths()).image("image/png", picture(words, i, size));
            steps.addAll(turn.finish(FinishReason.FINISH_REASON_STOP, Words.prompt(request), candidates));
        }
        return steps;
    }

    private static ByteString picture(String words, int number, PictureSize size) {
        Random random = new Random(31L * words.hashCode() + number);
        int[] palette = random.ints(COLOURS, 0, 1 << 24).toArray();
        int[] cells = random.ints((long) CELLS * CELLS, 0, COLOURS).toArray();
        return UnsafeByteOperations.unsafeWrap(Png.of(size.width(), size.height(), palette, (x, y) -> {
            int column = x * CELLS / size.width();
            int row = y * CELLS / size.height();
            return cells[row * CELLS + Math.min(column, CELLS - 1 - column)];
        }));
    }
}
