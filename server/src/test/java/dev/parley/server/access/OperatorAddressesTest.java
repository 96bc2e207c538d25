package dev.parley.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.Gateway;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.FakeClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MA-02: from where the management API may be used")
class OperatorAddressesTest {
    private final FakeClock clock = new FakeClock();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # peer             | X-Forwarded-For           | remote | allow list            | proxies       | who is let in
        127.0.0.1          | -                         | false  | -                     | -             | 127.0.0.1
        127.9.9.9          | -                         | false  | -                     | -             | 127.9.9.9
        ::1                | -                         | false  | -                     | -             | 0:0:0:0:0:0:0:1
        ::ffff:127.0.0.1   | -                         | false  | -                     | -             | 127.0.0.1
        192.0.2.1          | -                         | false  | -                     | -             | -
        192.0.2.1          | 127.0.0.1                 | false  | -                     | -             | -
        192.0.2.1          | -                         | false  | 192.0.2.1             | -             | -
        fe80::1%2          | -                         | false  | -                     | -             | -
        192.0.2.1          | -                         | true   | -                     | -             | 192.0.2.1
        192.0.2.1          | -                         | true   | 10.0.0.0/8,192.0.2.1  | -             | 192.0.2.1
        10.7.0.1           | -                         | true   | 10.0.0.0/8,192.0.2.1  | -             | 10.7.0.1
        192.0.2.2          | -                         | true   | 10.0.0.0/8,192.0.2.1  | -             | -
        127.0.0.1          | -                         | true   | 10.0.0.0/8            | -             | 127.0.0.1
        2001:db8::7        | -                         | true   | 2001:db8::/32         | -             | 2001:db8:0:0:0:0:0:7
        127.0.0.1          | 203.0.113.9               | false  | -                     | -             | 127.0.0.1
        127.0.0.1          | 203.0.113.9               | false  | -                     | 127.0.0.1     | -
        127.0.0.1          | 203.0.113.9               | true   | 203.0.113.0/24        | 127.0.0.1     | 203.0.113.9
        127.0.0.1          | 127.0.0.1, 203.0.113.9    | false  | -                     | 127.0.0.1     | -
        127.0.0.1          | 10.1.1.1, 203.0.113.9     | true   | 10.0.0.0/8            | 127.0.0.1     | -
        127.0.0.1          | 203.0.113.9, 10.0.0.2     | true   | 203.0.113.9           | 127.0.0.1,10.0.0.2 | 203.0.113.9
        192.0.2.1          | 127.0.0.1                 | false  | -                     | 192.0.2.1     | 127.0.0.1
        192.0.2.1          | -                         | false  | -                     | 192.0.2.1     | -
        127.0.0.1          | 203.0.113.9:4711          | true   | 203.0.113.9           | 127.0.0.1     | 203.0.113.9
        127.0.0.1          | [2001:db8::7]:4711        | true   | 2001:db8::/32         | 127.0.0.1     | 2001:db8:0:0:0:0:0:7
        127.0.0.1          | unknown                   | true   | -                     | 127.0.0.1     | -
        127.0.0.1          | localhost                 | true   | -                     | 127.0.0.1     | -
        127.0.0.1          | <script>                  | true   | -                     | 127.0.0.1     | -
        ''                 | -                         | true   | -                     | -             | -
        """)
    void admits(
            String peer,
            @Nullable String forwarded,
            boolean remote,
            @Nullable String allowList,
            @Nullable String proxies,
            @Nullable String admitted) {
        Map<String, String> settings = new HashMap<>(Map.of("ALLOW_REMOTE", String.valueOf(remote)));
        settings.put("ALLOW_LIST", allowList == null ? "" : allowList);
        settings.put("TRUSTED_PROXIES", proxies == null ? "" : proxies);
        OperatorAddresses addresses = addresses(settings);
        List<String> hops = forwarded == null ? List.of() : List.of(forwarded.split("(?<=\\d), "));

        if (admitted != null) {
            assertThat(addresses.admit(peer, hops)).isEqualTo(admitted);
        } else {
            ChatException refusal = catchThrowableOfType(ChatException.class, () -> addresses.admit(peer, hops));
            assertThat(refusal.code()).isEqualTo(ErrorCode.ERROR_CODE_PERMISSION_DENIED);
            assertThat(refusal.getMessage())
                    .contains(remote ? "management.allow-list" : "management.allow-remote")
                    .doesNotContain("<");
        }
    }

    @Test
    @DisplayName("MA-02: who is far is let in up to a time; who is here is let in after it, too")
    void endsRemoteAccess() {
        OperatorAddresses addresses = addresses(Map.of("ALLOW_REMOTE", "true", "REMOTE_UNTIL", "2026-01-01T01:00:00Z"));
        clock.advance(Duration.ofMinutes(59));
        assertThat(addresses.admit("192.0.2.1", List.of())).isEqualTo("192.0.2.1");
        clock.advance(Duration.ofMinutes(1));
        assertThat(catchThrowableOfType(ChatException.class, () -> addresses.admit("192.0.2.1", List.of())))
                .hasMessageContaining("management.remote-until");
        assertThat(addresses.admit("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
    }

    private OperatorAddresses addresses(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        settings.forEach((name, value) -> environment.put("PARLEY_MANAGEMENT_" + name, value));
        return new OperatorAddresses(Gateway.settings(List.of(), environment).management(), clock);
    }
}
