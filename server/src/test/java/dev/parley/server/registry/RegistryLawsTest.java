package dev.parley.server.registry;

import static dev.parley.server.registry.KeptRegistry.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.management.v1.CreateGroupRequest;
import dev.parley.management.v1.DeleteGroupRequest;
import dev.parley.management.v1.DeleteRegistryModelRequest;
import dev.parley.management.v1.ImportRegistryModelsRequest;
import dev.parley.management.v1.ListRegistryModelsRequest;
import dev.parley.management.v1.ModelCapabilities;
import dev.parley.management.v1.ModelGroup;
import dev.parley.management.v1.PutModelCapabilitiesRequest;
import dev.parley.management.v1.PutRegistryModelRequest;
import dev.parley.management.v1.RegistryModel;
import dev.parley.management.v1.RegistryModels;
import dev.parley.management.v1.ReplaceRegistryModelsRequest;
import dev.parley.management.v1.ToggleRegistryModelsRequest;
import dev.parley.management.v1.UpdateTemplateRequest;
import dev.parley.server.routing.Thinking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What holds for every registry, over seeded random ones")
class RegistryLawsTest {
    private static final List<String> CHANNELS = List.of("openai", "gemini", "own-1");
    private static final List<String> GROUPS = List.of("fast", "slow", "test");

    @TempDir
    Path folder;

    @Test
    @DisplayName("MA-42: to replace a channel by its export changes nothing")
    void exportThenImportIsIdentity() {
        Random random = new Random(42);
        try (KeptRegistry kept = KeptRegistry.open(folder)) {
            for (int i = 0; i < 60; i++) {
                step(kept, random);
                RegistryState before = kept.registry.state();
                for (String channel : CHANNELS) {
                    kept.admin.bulk().importAll(ACTOR, imported(channel, export(kept, channel)));
                }
                assertThat(kept.registry.state().channels().entrySet())
                        .containsAll(before.channels().entrySet());
                assertThat(order(kept.registry.state())).isEqualTo(order(before));
            }
        }
    }

    @Test
    @DisplayName("MA-50: what is in force is there after a restart, in its order")
    void survivesRestarts() {
        Random random = new Random(50);
        for (int i = 0; i < 25; i++) {
            RegistryState before;
            try (KeptRegistry kept = KeptRegistry.open(folder)) {
                for (int j = 0; j < 6; j++) {
                    step(kept, random);
                }
                before = kept.registry.state();
            }
            try (KeptRegistry kept = KeptRegistry.open(folder)) {
                assertThat(kept.registry.state()).isEqualTo(before);
                CHANNELS.forEach(channel ->
                        assertThat(ids(kept.registry.state(), channel)).isEqualTo(ids(before, channel)));
            }
        }
    }

    @Test
    @DisplayName("MA-46: the defaults come at the first start alone; who empties a registry keeps it empty")
    void seedsOnce() {
        try (KeptRegistry kept = KeptRegistry.seeded(folder)) {
            assertThat(kept.registry.state().channel("openai").models()).hasSize(7);
            assertThat(kept.registry.state().capabilities()).hasSize(4);
            kept.admin.bulk().replace(ACTOR, ReplaceRegistryModelsRequest.getDefaultInstance());
        }
        try (KeptRegistry kept = KeptRegistry.seeded(folder)) {
            assertThat(kept.registry.state().channel("openai").models()).isEmpty();
            assertThat(kept.names.isEmpty()).isTrue();
        }
    }

    /** One thing that an operator may do. */
    private static void step(KeptRegistry kept, Random random) {
        String channel = pick(CHANNELS, random);
        switch (random.nextInt(8)) {
            case 0 -> kept.admin.bulk().replace(ACTOR, replacing(channel, models(random)));
            case 1 -> kept.admin.bulk().importAll(ACTOR, imported(channel, shuffled(export(kept, channel), random)));
            case 2 -> remove(kept, channel, random);
            case 3 -> regroup(kept, channel, random);
            case 4 ->
                kept.admin
                        .entries()
                        .updateTemplate(
                                ACTOR,
                                UpdateTemplateRequest.newBuilder()
                                        .setChannel(channel)
                                        .setTemplate(model(random))
                                        .build());
            case 5 ->
                kept.admin
                        .bulk()
                        .toggle(
                                ACTOR,
                                ToggleRegistryModelsRequest.newBuilder()
                                        .setChannel(channel)
                                        .build(),
                                random.nextBoolean());
            case 6 ->
                kept.admin
                        .capabilities()
                        .put(
                                ACTOR,
                                PutModelCapabilitiesRequest.newBuilder()
                                        .setId("m" + random.nextInt(5))
                                        .setCapabilities(ModelCapabilities.newBuilder()
                                                .setContextLength(random.nextInt(9))
                                                .addModalities("text"))
                                        .build());
            default ->
                kept.admin
                        .entries()
                        .put(
                                ACTOR,
                                PutRegistryModelRequest.newBuilder()
                                        .setChannel(channel)
                                        .setModel(model(random))
                                        .build());
        }
    }

    private static void remove(KeptRegistry kept, String channel, Random random) {
        List<String> ids = ids(kept.registry.state(), channel);
        if (!ids.isEmpty()) {
            kept.admin
                    .entries()
                    .delete(
                            ACTOR,
                            DeleteRegistryModelRequest.newBuilder()
                                    .setChannel(channel)
                                    .setId(pick(ids, random))
                                    .build());
        }
    }

    private static void regroup(KeptRegistry kept, String channel, Random random) {
        String id = pick(GROUPS, random);
        if (kept.registry.state().channel(channel).groups().containsKey(id)) {
            kept.admin
                    .groups()
                    .delete(
                            ACTOR,
                            DeleteGroupRequest.newBuilder()
                                    .setChannel(channel)
                                    .setId(id)
                                    .build());
        } else {
            kept.admin
                    .groups()
                    .create(
                            ACTOR,
                            CreateGroupRequest.newBuilder()
                                    .setChannel(channel)
                                    .setGroup(ModelGroup.newBuilder().setId(id).setName(id))
                                    .build());
        }
    }

    private static List<RegistryModel> models(Random random) {
        List<RegistryModel> models = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            models.add(model(random));
        }
        return models;
    }

    /** An entry that leaves out what it likes. */
    private static RegistryModel model(Random random) {
        RegistryModel.Builder model = RegistryModel.newBuilder()
                .setId(pick(List.of("m1", "m2", "org/m3", "假流式/m4", "m 5", "m/", "ü"), random))
                .setBase("b" + random.nextInt(3));
        if (random.nextBoolean()) {
            model.setFakeStreaming(random.nextBoolean()).setSearch(random.nextBoolean());
        }
        if (random.nextBoolean()) {
            model.setThinking(pick(List.of(Thinking.values()), random).word());
        }
        if (random.nextBoolean()) {
            model.setEnabled(random.nextBoolean()).setDisabledReason(pick(List.of("", "probe"), random));
        }
        if (random.nextBoolean()) {
            model.setGroup(pick(List.of("", "fast", "slow", "gone"), random)).setUpstream("up");
        }
        return model.build();
    }

    private static List<RegistryModel> export(KeptRegistry kept, String channel) {
        return kept.admin
                .entries()
                .list(ListRegistryModelsRequest.newBuilder().setChannel(channel).build())
                .getModelsList();
    }

    private static ImportRegistryModelsRequest imported(String channel, List<RegistryModel> models) {
        return ImportRegistryModelsRequest.newBuilder()
                .setChannel(channel)
                .setMode("replace")
                .setModels(RegistryModels.newBuilder().addAllModels(models))
                .build();
    }

    private static ReplaceRegistryModelsRequest replacing(String channel, List<RegistryModel> models) {
        return ReplaceRegistryModelsRequest.newBuilder()
                .setChannel(channel)
                .addAllModels(models)
                .build();
    }

    private static List<RegistryModel> shuffled(List<RegistryModel> models, Random random) {
        List<RegistryModel> shuffled = new ArrayList<>(models);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<String> order(RegistryState state) {
        return CHANNELS.stream()
                .flatMap(channel -> ids(state, channel).stream().map(id -> channel + ' ' + id))
                .toList();
    }

    private static List<String> ids(RegistryState state, String channel) {
        return List.copyOf(state.channel(channel).models().keySet());
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
