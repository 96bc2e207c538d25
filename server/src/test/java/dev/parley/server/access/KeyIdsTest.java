package dev.parley.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AD-06: names of caller keys")
class KeyIdsTest {
    @Test
    @DisplayName("The beginning of the SHA-256 that every tool gives")
    void namesByHash() {
        assertThat(KeyIds.of(Secret.of("abc"))).isEqualTo("key-ba7816bf8f01");
    }
}
