package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.config.Secret;
import dev.parley.server.store.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
    private static final DataKey KEY = DataKey.random();
    private static final Keyring KEYS = new Keyring(List.of(KEY), "a test");
    private static final Secret SECRET = Secret.of("sécret of ann");

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "sécret of ann \uD83D\uDD11"})
    void opensWhatItSealed(String text) {
        assertThat(KEYS.open("here", KEYS.seal("here", Secret.of(text)))).isEqualTo(Secret.of(text));
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        assertThat(KEYS.seal("here", SECRET)).isNotEqualTo(KEYS.seal("here", SECRET));
    }

    @Test
    void refusesBlobFromAnotherPlace() {
        byte[] blob = KEYS.seal("account/ann/token", SECRET);
        assertThatThrownBy(() -> KEYS.open("account/ben/token", blob))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("account/ben/token");
    }

    static Stream<byte[]> damaged() {
        byte[] blob = KEYS.seal("here", SECRET);
        Stream<byte[]> flipped = IntStream.range(0, blob.length).mapToObj(i -> {
            byte[] copy = blob.clone();
            copy[i] ^= 1;
            return copy;
        });
        return Stream.concat(flipped, IntStream.range(0, blob.length).mapToObj(i -> Arrays.copyOf(blob, i)));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void refusesDamagedBlob(byte[] blob) {
        assertThatThrownBy(() -> KEYS.open("here", blob)).isInstanceOf(StoreException.class);
    }

    @Test
    void opensWithAnyKey_butSealsWithTheFirst() {
        byte[] old = KEYS.seal("here", SECRET);
        DataKey next = DataKey.random();
        Keyring both = new Keyring(List.of(next, KEY), "a test");
        assertThat(both.open("here", old)).isEqualTo(SECRET);
        assertThatThrownBy(() -> KEYS.open("here", both.seal("here", SECRET))).hasMessageContaining("key");
    }

    @Test
    void showsNoKey() {
        assertThat(KEYS.toString() + KEY).doesNotContain(KEY.text());
    }

    @Test
    void readsWhatItWrote() {
        Keyring both = new Keyring(List.of(DataKey.random(), KEY), "a test");
        assertThat(KeyringSource.read(KeyringSource.text(both), "a test")).isEqualTo(both);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "c2hvcnQ=", "# only this", ","})
    void refusesWhatIsNoKey(String text) {
        assertThatThrownBy(() -> KeyringSource.read(text, "the variable X"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the variable X")
                .hasMessageContaining("openssl rand -base64 32");
    }
}
