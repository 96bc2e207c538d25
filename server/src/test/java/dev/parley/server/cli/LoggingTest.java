package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("SEC-01: the log, however much it is to tell")
class LoggingTest {
    @BeforeEach
    void tellAll() {
        Logging.start(new Log(Log.Level.DEBUG));
    }

    @AfterEach
    void tellLess() {
        Logging.start(new Log(Log.Level.WARN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers", "io.grpc.netty"})
    @DisplayName("libraries that would write down heads, with the keys in them, do not")
    void hasNoHeads(String logger) {
        assertThat(LoggerFactory.getLogger(logger).isInfoEnabled()).isFalse();
    }

    @Test
    void hasOurOwnDetails() {
        assertThat(LoggerFactory.getLogger("parley.http").isDebugEnabled()).isTrue();
    }
}
