package dev.parley.server.registry;

import static dev.parley.server.registry.KeptRegistry.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.management.v1.CreateGroupRequest;
import dev.parley.management.v1.DeleteGroupRequest;
import dev.parley.management.v1.ListGroupsRequest;
import dev.parley.management.v1.ModelGroup;
import dev.parley.management.v1.PutRegistryModelRequest;
import dev.parley.management.v1.RegistryModel;
import dev.parley.management.v1.UpdateGroupRequest;
import dev.parley.server.error.ChatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MA-44: groups of entries")
class GroupAdminTest {
    @TempDir
    Path folder;

    private KeptRegistry kept;

    @BeforeEach
    void open() {
        kept = KeptRegistry.open(folder);
    }

    @AfterEach
    void close() {
        kept.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Fast Models, fast-models",
        "' -Fast!! & _furious_ ', fast-furious",
        "快速, group-1",
        "快速 v2, v2",
        "012345678901234567890123456789012345678-z, 012345678901234567890123456789012345678",
    })
    void makesIdsOfNames(String name, String id) {
        assertThat(Slug.of(name, Set.of())).isEqualTo(id);
        assertThat(Slug.of("名", Set.of("group-1", "group-2"))).isEqualTo("group-3");
    }

    @Test
    void listsByOrderThenId() {
        create(group("c").setOrder(1));
        create(group("b").setOrder(2));
        create(group("a").setOrder(2));
        create(group("z"));

        assertThat(groups()).extracting(ModelGroup::getId).containsExactly("z", "c", "a", "b");
        assertThat(groups().getFirst().getEnabled()).isTrue();
    }

    @Test
    void refusesWhatIsThere_andWhatIsNot() {
        create(group("a"));

        assertThat(reason(() -> create(group("a")))).isEqualTo("group_exists");
        assertThat(reason(() -> create(ModelGroup.newBuilder().setName("A")))).isEqualTo("group_exists");
        assertThat(reason(
                        () -> create(ModelGroup.newBuilder().setId("Not An Id").setName("x"))))
                .isEqualTo("invalid_value");
        assertThat(reason(() -> create(ModelGroup.newBuilder().setId("b")))).isEqualTo("invalid_value");
        assertThat(reason(() -> update("b", group("b")))).isEqualTo("group_not_found");
        assertThat(reason(() -> delete("b"))).isEqualTo("group_not_found");
        assertThat(groups()).hasSize(1);
    }

    @Test
    void keepsWhatAnUpdateLeavesOut() {
        create(group("a").setDescription("first").setOrder(3));

        update("a", ModelGroup.newBuilder().setId("other").setEnabled(false));

        assertThat(groups().getFirst())
                .isEqualTo(group("a")
                        .setDescription("first")
                        .setOrder(3)
                        .setEnabled(false)
                        .build());
    }

    @Test
    void hidesTheModelsOfDisabledGroups_andForgetsDeletedOnes() {
        create(group("g"));
        put("in", "g");
        put("out", "");
        put("lost", "never-made");

        update("g", ModelGroup.newBuilder().setEnabled(false));
        assertThat(kept.names.offered()).containsExactly("out", "lost");
        assertThat(kept.names.find("in-search", "").hidden()).isTrue();
        delete("g");
        assertThat(kept.names.offered()).containsExactly("in", "out", "lost");
        assertThat(kept.registry.state().channel("openai").models().get("in").hasGroup())
                .isFalse();
    }

    private static String reason(ThrowingCallable call) {
        return catchThrowableOfType(ChatException.class, call).error().getReason();
    }

    private static ModelGroup.Builder group(String id) {
        return ModelGroup.newBuilder().setId(id).setName("name of " + id);
    }

    private void create(ModelGroup.Builder group) {
        kept.admin
                .groups()
                .create(ACTOR, CreateGroupRequest.newBuilder().setGroup(group).build());
    }

    private void update(String id, ModelGroup.Builder group) {
        kept.admin
                .groups()
                .update(
                        ACTOR,
                        UpdateGroupRequest.newBuilder()
                                .setId(id)
                                .setGroup(group)
                                .build());
    }

    private void delete(String id) {
        kept.admin
                .groups()
                .delete(ACTOR, DeleteGroupRequest.newBuilder().setId(id).build());
    }

    private void put(String id, String group) {
        RegistryModel model = RegistryModel.newBuilder()
                .setId(id)
                .setBase("b")
                .setGroup(group)
                .build();
        kept.admin
                .entries()
                .put(ACTOR, PutRegistryModelRequest.newBuilder().setModel(model).build());
    }

    private List<ModelGroup> groups() {
        return kept.admin.groups().list(ListGroupsRequest.getDefaultInstance()).getGroupsList();
    }
}
