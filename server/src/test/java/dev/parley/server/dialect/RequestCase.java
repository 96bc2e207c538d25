package dev.parley.server.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the fixtures of requests have in common. */
public final class RequestCase {
    private RequestCase() {}

    /** A dialect's writer of requests. */
    @FunctionalInterface
    public interface Writer {
        byte[] write(ChatRequest chat, String model, boolean stream, Drops drops);
    }

    public static byte[] bytes(Fixtures.Case test, String file) {
        return test.text(file).strip().getBytes(UTF_8);
    }

    /** The body for the host is equal to the file, and {@code drops.txt} lists what it leaves out. */
    public static void assertWritten(Fixtures.Case test, String file, ChatRequest chat, boolean stream, Writer writer) {
        Drops drops = new Drops();
        byte[] body = writer.write(chat, chat.getModel().isEmpty() ? "m" : chat.getModel(), stream, drops);
        assertThat(JsonValues.of(body)).isEqualTo(JsonValues.of(test.text(file)));
        assertThat(drops.paths()).isEqualTo(dropped(test));
    }

    /** {@code error.txt}: the path at fault and a piece of the message. */
    public static void assertRefused(Fixtures.Case test, ThrowingCallable reading) {
        List<String> expected = test.text("error.txt").lines().toList();
        assertThatThrownBy(reading)
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST))
                .satisfies(e -> assertThat(e.error().getParam()).isEqualTo(expected.get(0)))
                .satisfies(e -> assertThat(e.getMessage()).contains(expected.get(1)));
    }

    /** Whether the body asks for a stream. */
    public static boolean stream(byte[] body) {
        return Boolean.TRUE.equals(((Map<?, ?>) Objects.requireNonNull(JsonValues.of(body))).get("stream"));
    }

    private static List<String> dropped(Fixtures.Case test) {
        return test.has("drops.txt") ? test.text("drops.txt").lines().toList() : List.of();
    }
}
