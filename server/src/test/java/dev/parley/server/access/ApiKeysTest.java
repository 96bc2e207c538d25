package dev.parley.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("DS-03, SEC-03, B5: who calls")
class ApiKeysTest {
    private final ApiKeys keys = ApiKeys.of("default", List.of(Secret.of("one"), Secret.of("two")), false);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Bearer one, -, default-key-1",
                "bearer   two  , -, default-key-2",
                "BEARER two, one, default-key-2",
                "-, one, default-key-1",
                "-, ' two ', default-key-2",
                "Basic one, two, default-key-2",
            })
    void knowsCaller(@Nullable String authorization, @Nullable String apiKey, String name) {
        assertThat(keys.authenticate(authorization, apiKey).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, is missing",
                "Bearer, -, is missing",
                "Basic one, -, is missing",
                "Bearer on, -, is not valid",
                "Bearer onetwo, -, is not valid",
                "Bearer three, one, is not valid",
            })
    void refuses(@Nullable String authorization, @Nullable String apiKey, String fragment) {
        assertThatThrownBy(() -> keys.authenticate(authorization, apiKey))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_UNAUTHENTICATED);
                    assertThat(e).hasMessageContaining(fragment);
                });
    }

    @Test
    void namesSettingOfItsListener_whenKeyIsWrong() {
        ApiKeys puter = ApiKeys.of("puter", List.of(Secret.of("one")), false);
        assertThatThrownBy(() -> keys.authenticate("Bearer three", null)).hasMessageContaining(" access.api-keys");
        assertThatThrownBy(() -> puter.authenticate("Bearer three", null))
                .hasMessageContaining("profiles.puter.api-keys");
    }

    @Test
    @DisplayName("MG-01: where anonymous calls are served, a wrong key is ignored")
    void servesAnonymous_whenAllowed() {
        ApiKeys open = ApiKeys.of("megallm", List.of(), true);
        assertThat(open.authenticate("Bearer whatever", null).name()).isEqualTo("anonymous");
        assertThat(open.authenticate(null, null).listener()).isEqualTo("megallm");
    }

    @Test
    @DisplayName("B3: a profile's keys open its provider alone")
    void opensOneProviderAlone_whenScoped() {
        ApiKeys scoped = ApiKeys.of("puter", List.of(Secret.of("one")), true, Set.of("puter"));
        for (String key : List.of("Bearer one", "Bearer another")) {
            Caller caller = scoped.authenticate(key, null);
            assertThat(caller.mayUse("puter")).isTrue();
            assertThat(caller.mayUse("deepseek")).isFalse();
        }
    }

    @Test
    void opensBuiltinAlone_withDemoKey() {
        Caller caller = ApiKeys.demo("default", "builtin").authenticate("Bearer demo", null);
        assertThat(caller.mayUse("builtin")).isTrue();
        assertThat(caller.mayUse("other")).isFalse();
    }
}
