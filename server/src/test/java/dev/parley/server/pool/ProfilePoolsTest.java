package dev.parley.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.PoolSettings.Breaker;
import dev.parley.server.config.PoolSettings.Cooldown;
import dev.parley.server.config.PoolSettings.Selection;
import dev.parley.server.config.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("POOL-01: the pools that profiles come with")
class ProfilePoolsTest {
    @Test
    @DisplayName("BAN-01..BAN-05: profile gemini has the numbers that the other tests of this package prove")
    void setsGemini() {
        ProviderSettings gemini = provider("gemini", "gemini");
        Duration base = Duration.ofSeconds(2);
        Duration most = Duration.ofSeconds(60);
        PoolSettings pool = gemini.pool();
        assertThat(pool.selection()).isEqualTo(Selection.HEALTH);
        assertThat(pool.ban()).isEqualTo(Pools.bans(true));
        assertThat(pool.sticky()).isEqualTo(Pools.sticky(true));
        assertThat(pool.breaker()).isEqualTo(new Breaker(5, 0, 20, Duration.ofSeconds(10), Duration.ofSeconds(4)));
        assertThat(pool.cooldown())
                .isEqualTo(new Cooldown(base, most, base, most, Duration.ofHours(24), 1, base, most));
        assertThat(gemini.retry().among(100).maxAttempts()).isEqualTo(8);
        assertThat(gemini.retry().among(3).maxAttempts()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"megallm, megallm", "puter, puter", "ds2api, deepseek"})
    @DisplayName("MG-09, PUT-29, DS-14: the other profiles neither ban nor keep sessions nor break circuits")
    void leavesOthersAlone(String profile, String provider) {
        PoolSettings pool = provider(profile, provider).pool();
        assertThat(pool.ban().enabled()).isFalse();
        assertThat(pool.sticky().enabled()).isFalse();
        assertThat(pool.lastKnownGood()).isFalse();
        assertThat(pool.breaker().after()).isZero();
        assertThat(pool.breaker().percent()).isZero();
        assertThat(pool.cooldown().failedMax()).isEqualTo(pool.cooldown().failed());
    }

    private static ProviderSettings provider(String profile, String name) {
        Map<String, String> callersKey =
                Map.of("PARLEY_PROFILES_" + profile.toUpperCase(Locale.ROOT) + "_API_KEYS", "caller-1");
        return Objects.requireNonNull(
                Gateway.settings(List.of(profile), callersKey).providers().get(name));
    }
}
