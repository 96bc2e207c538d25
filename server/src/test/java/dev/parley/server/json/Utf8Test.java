package dev.parley.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("faults 37: UTF-8 is told from what is none")
class Utf8Test {
    @Test
    void agreesWithTheDecoder_onEveryShortSequence() {
        byte[] bytes = "12345678 plain".getBytes(UTF_8);
        byte[] kinds = {'a', 0x7f, (byte) 0x80, (byte) 0x8f, (byte) 0x90, (byte) 0x9f, (byte) 0xa0, (byte) 0xbf};
        for (int lead = 0x80; lead < 0x100; lead++) {
            for (byte second : kinds) {
                for (byte third : kinds) {
                    for (byte fourth : kinds) {
                        bytes[9] = (byte) lead;
                        bytes[10] = second;
                        bytes[11] = third;
                        bytes[12] = fourth;
                        assertAgrees(bytes);
                    }
                }
            }
        }
    }

    @Test
    void agreesWithTheDecoder_onBrokenText() {
        Random random = new Random(7);
        byte[] text = "grüße, 日本, 😀 and more than eight in a row".getBytes(UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = text.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            assertAgrees(bytes);
        }
    }

    @Test
    void findsTheFirstBrokenCharacter_withinTheRange() {
        byte[] bytes = "éé é".getBytes(UTF_8);
        assertThat(Utf8.firstBroken(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        assertThat(Utf8.firstBroken(bytes, 1, bytes.length)).isEqualTo(1);
        assertThat(Utf8.firstBroken(bytes, 0, bytes.length - 1)).isEqualTo(5);
    }

    private static void assertAgrees(byte[] bytes) {
        boolean fine = Utf8.firstBroken(bytes, 0, bytes.length) == bytes.length;
        assertThat(fine).as("%s", new String(bytes, UTF_8)).isEqualTo(decodes(bytes));
    }

    private static boolean decodes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
