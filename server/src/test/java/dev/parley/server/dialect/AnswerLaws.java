package dev.parley.server.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.chat.EventGrammar;
import dev.parley.server.error.ChatException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What every dialect's reader of answers keeps to, whatever the fixture. */
public final class AnswerLaws {
    private static final byte[] DAMAGE = {'"', '0', '[', '}', ':', 'x', ' ', 0, (byte) 0xFF};

    private AnswerLaws() {}

    /** The events come in the order that the contract promises, to the end. */
    public static void keepsGrammar(List<ChatEvent> events) {
        EventGrammar grammar = new EventGrammar();
        events.forEach(grammar::check);
        grammar.checkEnd();
    }

    /** The answer fails as {@code expected} has it: the blame in its first line, then the error. */
    public static void failsAsWritten(String expected, Supplier<List<ChatEvent>> answer) {
        assertThatExceptionOfType(ChatException.class).isThrownBy(answer::get).satisfies(failure -> {
            assertThat(failure.error()).isEqualTo(TextFormat.parse(expected, ChatError.class));
            assertThat("# blame: " + failure.blame())
                    .isEqualTo(expected.lines().findFirst().orElseThrow());
        });
    }

    /** The answer fails in our own words or is read, with each {@code step}th byte damaged, and cut off there. */
    public static void readsOrFails(String answer, int step, Function<byte[], List<ChatEvent>> reader) {
        byte[] original = answer.getBytes(UTF_8);
        for (int i = 0; i < original.length; i += step) {
            byte[] damaged = original.clone();
            damaged[i] = DAMAGE[i % DAMAGE.length];
            readsOrFails(damaged, reader);
            readsOrFails(Arrays.copyOf(original, i), reader);
        }
    }

    private static void readsOrFails(byte[] answer, Function<byte[], List<ChatEvent>> reader) {
        try {
            keepsGrammar(reader.apply(answer));
        } catch (ChatException e) {
            assertThat(e.error().getMessage()).isNotEmpty();
        }
    }
}
