package dev.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.server.config.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CF-01: the configuration in a variable")
class EnvironmentHomeTest {
    /** Its base64 has a plus, a slash and padding. */
    private static final String JSON = "{\"keys\":[\"k>>>???\u00ff\"]}";

    static Stream<String> forms() {
        byte[] bytes = JSON.getBytes(StandardCharsets.UTF_8);
        String standard = Base64.getEncoder().encodeToString(bytes);
        String url = Base64.getUrlEncoder().encodeToString(bytes);
        List<String> codes =
                List.of(standard, url, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Stream<String> plain = Stream.of(
                JSON,
                " " + JSON + "\n",
                "'" + JSON + "'",
                '"' + JSON + '"',
                '"' + JSON.replace("\"", "\\\"") + '"',
                JSON.replace("[", "[\r\n").replace("]", "\n]"));
        Stream<String> coded = codes.stream()
                .flatMap(code -> Stream.of(
                        code,
                        "base64:" + code,
                        "Base64: " + code,
                        '"' + code + '"',
                        "'base64:" + code + "'",
                        code.substring(0, 9) + "\r\n" + code.substring(9) + "\n"));
        return Stream.concat(plain, coded);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void reads(String form) {
        assertThat(new EnvironmentHome(Secret.of(form)).load().keys()).containsExactly(Secret.of("k>>>???\u00ff"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\": [\"planted\"}",
                "planted secret!",
                "'planted",
                "\"planted",
                "\"\"",
                "'",
                "base64:",
                "base64:planted!",
                "cGxhbnRlZA==",
                "\"{\\\"keys\\\": planted}\""
            })
    @DisplayName("SEC-01: what is wrong with it is told without it, whatever is done with the exception")
    void refusesWithoutTheValue(String text) {
        StoreException e =
                catchThrowableOfType(StoreException.class, () -> new EnvironmentHome(Secret.of(text)).load());
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("admin.config-json").doesNotContain("planted", "cGxhbnRlZA");
    }

    @Test
    void isLostAtTheEnd() {
        EnvironmentHome home = new EnvironmentHome(Secret.of(JSON));
        assertThat(home.isDurable()).isFalse();
        home.save(home.load(), ManagedConfig.EMPTY);
        assertThat(home.load().keys()).hasSize(1);
    }
}
