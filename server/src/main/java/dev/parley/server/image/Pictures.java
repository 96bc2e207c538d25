package dev.parley.server.image;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.image.v1.Image;
import dev.parley.server.dialect.openai.OpenAiImages;
import java.util.List;

/** The pictures in answers. */
final class Pictures {
    private Pictures() {}

    /** All of them, in the order of the candidates. */
    static List<Image> of(ChatResponse answer) {
        return answer.getCandidatesList().stream()
                .flatMap(candidate -> candidate.getMessage().getPartsList().stream())
                .filter(part -> !part.getMedia().getData().isEmpty())
                .map(Pictures::image)
                .toList();
    }

    /** Whether a candidate has one. */
    static boolean isIn(Candidate candidate) {
        return candidate.getMessage().getPartsList().stream()
                .anyMatch(part -> !part.getMedia().getData().isEmpty());
    }

    private static Image image(Part part) {
        Media media = part.getMedia();
        return Image.newBuilder()
                .setData(media.getData())
                .setMimeType(media.getMimeType())
                .setRevisedPrompt(OpenAiImages.revisedPrompt(part.getExtensionsList()))
                .build();
    }
}
