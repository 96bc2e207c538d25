package dev.parley.server.management.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.management.v1.ValidateArchiveRequest;
import dev.parley.management.v1.ValidateArchiveResponse;
import dev.parley.management.v1.ValidateArchiveResponse.Result;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.FakeClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("MA-25, SEC-05: archives of credentials")
class ArchiveValidationTest {
    private static final String KEY = "{\"type\":\"api_key\",\"api_key\":\"secret-of-ann\"}";
    private static final long HEAP_MOST = 64L << 20;
    private static final Duration TIME_MOST = Duration.ofSeconds(1);

    private final DefaultPool rules = new DefaultPool(List.of(), Set.of());
    private final ArchiveValidation archives = new ArchiveValidation(rules, new LiveCheck(rules), new FakeClock());

    @Test
    @DisplayName("what an ordinary program packs is validated, in its order; what is no .json is passed over")
    void validates() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            for (String name : List.of("team/", "team/ann.json", "team/BOB.JSON", "notes.txt", "__MACOSX/ann.json")) {
                out.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    out.write((name.contains("BOB") ? "{\"type\":\"oauth\"}" : KEY).getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        ValidateArchiveResponse found = validate(zip.toByteArray());

        assertThat(found.getFiles()).isEqualTo(2);
        assertThat(found.hasTokenChecks()).isFalse();
        assertThat(found.getResultsList())
                .extracting(Result::getFile, Result::getValid, Result::getGrade)
                .containsExactly(tuple("team/ann.json", true, "ok"), tuple("team/BOB.JSON", false, "permanent"));
        assertThat(found.getResults(1).getProblemsList())
                .singleElement()
                .asString()
                .startsWith("refresh_token:");
    }

    @Test
    @DisplayName("faults 46, 50: links are not followed, and archives in archives are not opened")
    void passesOver() {
        Zip inner = new Zip();
        inner.add("ann.json", KEY);
        byte[] nested = inner.bytes();
        for (int i = 0; i < 10; i++) {
            Zip outer = new Zip();
            outer.add("inner.zip", nested, true);
            outer.add("inner-" + i + ".json", nested, false);
            nested = outer.bytes();
        }
        Zip zip = new Zip();
        zip.add("nested.zip", nested, false);
        zip.add("nested.json", nested, false);
        zip.add("link.json", "/etc/passwd").mode = 0xa1ff;

        List<Result> results = validate(zip.bytes()).getResultsList();

        assertThat(results).extracting(Result::getGrade).containsExactly("permanent", "permanent");
        assertThat(results.get(0).getProblemsList()).containsExactly("The text is not one JSON object.");
        assertThat(results.get(1).getProblems(0)).contains("symbolic link");
    }

    static Stream<Arguments> hostile() {
        byte[] bomb = Zip.deflate(new byte[43 << 20]);
        return Stream.of(
                hostile("47: leads out of a folder", "..", zip -> zip.add("../ann.json", KEY)),
                hostile("47: leads out from within", "..", zip -> zip.add("a/../../ann.json", KEY)),
                hostile("47: absolute", "relative", zip -> zip.add("/etc/ann.json", KEY)),
                hostile("47: of Windows", "relative", zip -> zip.add("..\\ann.json", KEY)),
                hostile("47: with a drive", "relative", zip -> zip.add("C:ann.json", KEY)),
                hostile("45: with a line end", "a?b.json", zip -> zip.add("a\nb.json", KEY)),
                hostile("44: turned around", "relative", zip -> zip.add("a\u202egpj.json", KEY)),
                hostile("43: too long a name", "1024", zip -> zip.add("a".repeat(4096) + ".json", KEY)),
                hostile("48: says 4 GB", "4294967295", zip -> zip.add("ann.json", KEY).size = 0xffffffffL),
                hostile("48: says 1 MiB, is 43 MB", "times its size", zip -> {
                    Zip.Member member = zip.add("ann.json", KEY);
                    member.packed = Arrays.copyOf(bomb, bomb.length);
                    member.toldPacked = 8 << 10;
                    member.size = 1 << 20;
                }),
                hostile("48: says little, is 43 MB", "not what it says", zip -> {
                    Zip.Member member = zip.add("ann.json", KEY);
                    member.packed = bomb;
                    member.toldPacked = bomb.length;
                    member.size = 60_000;
                }),
                hostile("48: one kernel, many entries", "share", zip -> {
                    zip.add("a.json", KEY);
                    for (int i = 0; i < 900; i++) {
                        Zip.Member member = zip.add("a" + i + ".json", KEY);
                        member.shares = true;
                    }
                }),
                hostile("49: a million entries", "1000", zip -> zip.add("a.json", KEY), 0xffff),
                hostile("49: 1001 entries", "1001", zip -> {
                    for (int i = 0; i < 1001; i++) {
                        zip.add(i + ".json", new byte[0], false);
                    }
                }),
                hostile("unpacks to too much", "52428800", zip -> {
                    byte[] random = new byte[1 << 20];
                    new Random(1).nextBytes(random);
                    for (int i = 0; i < 51; i++) {
                        Zip.Member member = zip.add(i + ".json", new byte[0], true);
                        member.size = 1 << 20;
                        member.toldPacked = 20 << 10;
                        member.packed = new byte[20 << 10];
                    }
                }),
                hostile("51: a name twice", "twice", zip -> {
                    zip.add("ann.json", KEY);
                    zip.add("ann.json", KEY);
                }),
                hostile("52: encrypted", "encrypted", zip -> zip.add("ann.json", KEY).flags = 1),
                hostile("52: strongly encrypted", "encrypted", zip -> zip.add("ann.json", KEY).flags = 1 << 6),
                hostile("an odd method", "method 12", zip -> zip.add("ann.json", KEY).method = 12),
                hostile("two names for one entry", "two ways", zip -> zip.add("ann.json", KEY).localName = "bob.json"),
                hostile("a wrong checksum", "not what it says", zip -> zip.add("ann.json", KEY).crc = 7),
                hostile(
                        "more entries than it says",
                        "holds more",
                        zip -> {
                            zip.add("a.json", KEY);
                            zip.add("b.json", KEY);
                        },
                        1),
                hostile("fewer entries than it says", "breaks off", zip -> zip.add("a.json", KEY), 2));
    }

    private static Arguments hostile(String what, String said, java.util.function.Consumer<Zip> make) {
        return hostile(what, said, make, -1);
    }

    private static Arguments hostile(String what, String said, java.util.function.Consumer<Zip> make, int count) {
        Zip zip = new Zip().count(count);
        make.accept(zip);
        return Arguments.of(what, said, zip.bytes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    @DisplayName("faults 43 to 52: refused as a whole")
    void refuses(String what, String said, byte[] zip) {
        assertRefused(zip, said);
    }

    @Test
    @DisplayName("faults 48, 52: what is too large, cut off or no archive is refused")
    void refusesWhatIsNoArchive() {
        Zip good = new Zip();
        good.add("ann.json", KEY);
        byte[] whole = good.bytes();

        assertRefused(new byte[0], "no zip archive");
        assertRefused("PK, or so".getBytes(StandardCharsets.UTF_8), "no zip archive");
        assertRefused(new byte[(10 << 20) + 1], "10485760");
        for (int length = 1; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "");
        }
        assertRefused(concat(whole, new byte[1]), "no zip archive");
        assertRefused(concat(new byte[1], whole), "damaged");
        assertRefused(concat(whole, whole), "damaged");
    }

    @Test
    @DisplayName("an end within the comment is no second reading: the archive says one thing only")
    void readsOneEnd() {
        Zip inner = new Zip();
        inner.add("evil.json", "{}");
        Zip zip = new Zip()
                .comment(new String(inner.bytes(), StandardCharsets.ISO_8859_1).replaceAll("[^\\x00-\\x7f]", "x"));
        zip.add("ann.json", KEY);

        assertRefused(zip.bytes(), "damaged");
    }

    @Test
    @DisplayName("1,000 hostile archives: at most 64 MB of heap and a second each, and never another failure")
    void standsThousandArchives() {
        Random random = new Random(20_261_121);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] zip = Hostile.archive(random);
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long begun = System.nanoTime();

            Throwable refusal = catchThrowable(() -> validate(zip));

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("archive %d", i)
                    .isLessThan(TIME_MOST);
            assertThat(threads.getCurrentThreadAllocatedBytes() - allocated)
                    .as("archive %d", i)
                    .isLessThan(HEAP_MOST);
            if (refusal != null) {
                assertThat(refusal).isInstanceOf(ChatException.class);
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 1000);
    }

    private void assertRefused(byte[] zip, String said) {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> validate(zip))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_UNUSABLE);
                    assertThat(e.error().getReason()).isEqualTo("invalid_archive");
                    assertThat(e.error().getMessage()).contains(said).doesNotContain("secret-of-ann");
                });
    }

    private ValidateArchiveResponse validate(byte[] zip) {
        return archives.validate(ValidateArchiveRequest.newBuilder()
                .setArchive(ByteString.copyFrom(zip))
                .build());
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
