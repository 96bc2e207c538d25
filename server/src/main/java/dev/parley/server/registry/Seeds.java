package dev.parley.server.registry;

import com.google.protobuf.Timestamp;
import dev.parley.management.v1.ModelCapabilities;
import dev.parley.management.v1.RegistryModel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a registry begins with (MA-46).
 *
 * @param wanted whether one that was never used is filled with it
 * @param upstream the provider of its entries; empty: the first that has their models
 */
public record Seeds(boolean wanted, String upstream, VariantGrammar grammar) {
    private static final String PRO = "gemini-2.5-pro";
    private static final String FLASH = "gemini-2.5-flash";
    private static final List<String> IMAGE = List.of("gemini-2.5-flash-image", "gemini-2.5-flash-image-preview");
    private static final String IMAGE_ALIAS = "nano-banana";
    private static final int CONTEXT = 1_048_576;
    private static final int IMAGE_CONTEXT = 32_768;

    /** What is kept, filled if that is wanted and nothing ever was. */
    RegistryState first(RegistryState kept, Instant now) {
        return wanted && kept.equals(RegistryState.EMPTY)
                ? kept.with(ChannelName.OPENAI, channel -> channel.with(models()))
                        .withCapabilities(capabilities(now))
                : kept;
    }

    /** The default entries. */
    List<RegistryModel> models() {
        return List.of(
                model(PRO, PRO).build(),
                model(grammar.antiTruncated(PRO), PRO).setAntiTruncation(true).build(),
                model(VariantGrammar.thinkingMost(PRO), PRO).setThinking("max").build(),
                model(FLASH, FLASH).build(),
                model(IMAGE.getFirst(), IMAGE.getFirst()).setImage(true).build(),
                model(IMAGE.getLast(), IMAGE.getLast()).setImage(true).build(),
                model(IMAGE_ALIAS, IMAGE.getFirst()).setImage(true).build());
    }

    /** What is known of them. */
    Map<String, ModelCapabilities> capabilities(Instant now) {
        ModelCapabilities.Builder known = ModelCapabilities.newBuilder()
                .setSource(CapabilitySource.UPSTREAM.word())
                .setUpdatedAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()));
        ModelCapabilities text = known.addAllModalities(List.of("text", "image", "audio", "video", "pdf"))
                .setContextLength(CONTEXT)
                .setThinking(true)
                .build();
        ModelCapabilities image = known.clearModalities()
                .addAllModalities(List.of("text", "image"))
                .setContextLength(IMAGE_CONTEXT)
                .setThinking(false)
                .setImages(true)
                .build();
        Map<String, ModelCapabilities> capabilities = new LinkedHashMap<>();
        capabilities.put(PRO, text);
        capabilities.put(FLASH, text);
        IMAGE.forEach(id -> capabilities.put(id, image));
        return capabilities;
    }

    private RegistryModel.Builder model(String id, String base) {
        return Template.PLAIN.toBuilder().setId(id).setBase(base).setUpstream(upstream);
    }
}
