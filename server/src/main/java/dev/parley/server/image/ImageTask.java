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
import dev.parley.server.chat.ChatStream;
import dev.parley.server.chat.Task;
import dev.parley.server.config.ImageSettings;
import dev.parley.server.dialect.codec.PictureSize;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;

/**
 * One call for pictures: a turn whose answer holds as many as were asked for, or fails. Thread-safe.
 *
 * <pre>{@code
 * ImageTask task = new ImageTask(request, settings);
 * try (ChatStream stream = pipeline.open(call(task.request()).withTask(task))) {
 *     return task.answer(ChatAccumulator.whole(stream));
 * }
 * }</pre>
 */
public final class ImageTask implements Task {
    private static final int COUNT_MOST = 10;

    private final GenerateImagesRequest asked;
    private final ImageSettings settings;

    public ImageTask(GenerateImagesRequest asked, ImageSettings settings) {
        this.asked = asked;
        this.settings = settings;
    }

    /** What the model is asked; without a model it is that of the settings. */
    public ChatRequest request() {
        ChatRequest.Builder turn = ChatRequest.newBuilder()
                .setModel(asked.getModel().isBlank() ? settings.defaultModel() : asked.getModel())
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

    @Override
    public void check() {
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

    @Override
    public ChatStream open(Provider provider, Attempt attempt) {
        return new PictureStream(provider.chat(attempt), attempt);
    }

    /** The pictures of the whole answer to this task's call. */
    public GenerateImagesResponse answer(ChatResponse whole) {
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
}
