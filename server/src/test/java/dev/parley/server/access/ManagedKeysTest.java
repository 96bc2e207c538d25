package dev.parley.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DS-04, DS-05, B3, SEC-03: keys that change at run time, and tokens that callers bring")
class ManagedKeysTest {
    private final ManagedKeys managed = new ManagedKeys("deepseek");
    private final ApiKeys keys =
            ApiKeys.of("default", List.of(Secret.of("own-key")), false).with(managed);

    @Test
    @DisplayName("DS-04, B3: a key opens its provider alone, from when it is added until it is removed")
    void takesKeys_whileTheyAreThere() {
        managed.replace(List.of(Secret.of("key-of-ann"), Secret.of("key-of-bob"), Secret.of("key-of-ann")));
        Caller ann = keys.authenticate("Bearer key-of-ann", null);
        assertThat(ann.name()).isEqualTo(KeyIds.of(Secret.of("key-of-ann")));
        assertThat(ann.providers()).containsExactly("deepseek");
        assertThat(ann.token()).isNull();
        assertThat(keys.authenticate("Bearer own-key", null).providers()).isEmpty();
        managed.replace(List.of(Secret.of("key-of-bob")));
        assertThatThrownBy(() -> keys.authenticate("Bearer key-of-ann", null)).hasMessageContaining("is not valid");
        assertThat(keys.authenticate(null, "key-of-bob").listener()).isEqualTo("default");
    }

    @Test
    @DisplayName("fault 80: whoever wants to know hears who may call no more")
    void tellsWhoseKeysAreGone() {
        List<Set<String>> gone = new ArrayList<>();
        managed.onRevoked(gone::add);
        managed.replace(List.of(Secret.of("key-of-ann"), Secret.of("key-of-bob")));
        String ann = keys.authenticate("Bearer key-of-ann", null).identity();
        managed.replace(List.of(Secret.of("key-of-bob"), Secret.of("key-of-carl")));
        assertThat(gone).containsExactly(Set.of(ann));
    }

    @Test
    void findsEach_ofTenThousand() {
        List<Secret> many =
                IntStream.range(0, 10_000).mapToObj(i -> Secret.of("key-" + i)).toList();
        managed.replace(many);
        assertThat(many)
                .allSatisfy(key ->
                        assertThat(keys.authenticate(null, key.reveal()).name()).isEqualTo(KeyIds.of(key)));
        assertThatThrownBy(() -> keys.authenticate(null, "key-10000")).hasMessageContaining("is not valid");
    }

    @Test
    @DisplayName("DS-05: an unknown key is the caller's token, shown to nobody and for one provider alone")
    void takesTokens() {
        managed.replace(List.of(Secret.of("key-of-ann")));
        ApiKeys direct = keys.withDirectTokens("deepseek");
        assertThat(direct.authenticate("Bearer key-of-ann", null).token()).isNull();
        assertThat(direct.authenticate("Bearer own-key", null).token()).isNull();
        Caller caller = direct.authenticate("Bearer token-of-eve", null);
        assertThat(Objects.requireNonNull(caller.token()).reveal()).isEqualTo("token-of-eve");
        assertThat(caller.providers()).isEqualTo(Set.of("deepseek"));
        assertThat(caller.toString()).doesNotContain("token-of-eve");
        assertThatThrownBy(() -> direct.authenticate("Bearer ", null)).hasMessageContaining("is missing");
    }
}
