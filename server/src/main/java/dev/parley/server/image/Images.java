package dev.parley.server.image;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.image.v1.GenerateImagesRequest;
import dev.parley.image.v1.GenerateImagesResponse;
import dev.parley.server.chat.Task;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.dialect.codec.PictureSize;
import dev.parley.server.error.ChatException;

/**
 * Requests for pictures are chat turns: this tells what a turn is asked, and what pictures its answer holds. Pure but
 * for the settings in force; thread-safe, never blocks.
 */
public final class Images {
    /** A turn whose answer has as many pictures as were asked for, or fails. */
    public static final Task TASK = (provider, attempt) -> new PictureStream(provider.chat(attempt), attempt);

    private static final int COUNT_MOST = 10;

    private final LiveSettings settings;

    public Images(LiveSettings settings) {
        this.settings = settings;
    }

    /**
     * The turn that makes these pictures, to be run with {@link #TASK}. Without a model it is that of the settings.
     *
     * @throws ChatException INVALID_REQUEST naming the field at fault
     */
    public ChatRequest turn(GenerateImagesRequest asked) {
        check(asked);
        ChatRequest.Builder turn = ChatRequest.newBuilder()
                .setModel(asked.getModel().isBlank() ? settings.now().images().defaultModel() : asked.getModel())
                .addMessages(ChatMessage.newBuilder()
                        .setRole(Role.ROLE_USER)
                        .addParts(Part.newBuilder().setText(Text.newBuilder().setText(asked.getPrompt()))))
                .setOutputFormat(
                        OutputFormat.newBuilder().addModalities("image").setImage(asked.getOptions()))
                .setEndUser(asked.getEndUser())
                .setStrict(asked.getStrict())
                .addAllExtensions(asked.getExtensionsList());
        if (asked.hasCount()) {
            turn.getSamplingBuilder().setCandidates(asked.getCount());
        }
        return turn.build();
    }

    /** The pictures of a turn's whole answer. */
    public GenerateImagesResponse answer(GenerateImagesRequest asked, ChatResponse whole) {
        int count = Math.max(1, asked.getCount());
        GenerateImagesResponse.Builder answer = GenerateImagesResponse.newBuilder()
                .addAllImages(Pictures.of(whole).stream().limit(count).toList())
                .setCreateTime(whole.getCreateTime())
                .setServed(whole.getServed());
        if (!whole.getUsage().getEstimated()) {
            answer.setUsage(whole.getUsage());
        }
        return answer.build();
    }

    /** Whether callers of OpenAI's wire are told each picture's media type. */
    public boolean tellsMimeTypes() {
        return settings.now().images().includeMimeType();
    }

    private static void check(GenerateImagesRequest asked) {
        if (asked.getPrompt().isBlank()) {
            throw ChatException.invalid("prompt", "'prompt' is empty (expected: what the pictures should show).");
        }
        if (asked.hasCount() && (asked.getCount() < 1 || asked.getCount() > COUNT_MOST)) {
            throw ChatException.invalid(
                    "count", "'count' is %d (expected: 1 to %d).".formatted(asked.getCount(), COUNT_MOST));
        }
        String size = asked.getOptions().getSize();
        if (!PictureSize.isValid(size)) {
            throw ChatException.invalid(
                    "options.size", "'options.size' is '%s' (expected: %s).".formatted(size, PictureSize.EXPECTED));
        }
    }
}
