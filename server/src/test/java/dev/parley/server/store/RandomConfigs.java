package dev.parley.server.store;

import dev.parley.server.config.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Configurations whose texts are as nasty as they come. */
public final class RandomConfigs {
    private static final List<String> PIECES = List.of(
            "${HOME}",
            "$",
            "{",
            "}",
            "\"",
            "'",
            "\\",
            "\\u0041",
            ":",
            ",",
            "[",
            "#",
            "%s",
            "%",
            "base64:",
            "\u00fc",
            "\u4f60\u597d",
            "\ud83d\ude80",
            "\ud800",
            "\u2028",
            "\u0000",
            "\u001f",
            "\n",
            "\t",
            "</script>",
            "a",
            "Z",
            "0",
            "-",
            "@",
            "null");

    private RandomConfigs() {}

    /** Some configuration, each text of which is in the form that a home keeps. */
    public static ManagedConfig next(Random random) {
        List<Secret> keys = Keys.clean(texts(random, 4, i -> "k" + i + text(random)));
        Map<String, ManagedAccount> accounts = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            ManagedAccount account = account(random, i);
            accounts.put(account.id(), account);
        }
        ModelMapping mapping = new ModelMapping(maybe(random, "fast"), maybe(random, "slow"));
        Publication publication = random.nextBoolean()
                ? null
                : new Publication("h" + text(random), Instant.ofEpochSecond(random.nextInt() & Integer.MAX_VALUE));
        return new ManagedConfig(keys, List.copyOf(accounts.values()), mapping, publication);
    }

    private static ManagedAccount account(Random random, int number) {
        String tail = number + text(random);
        return switch (random.nextInt(3)) {
            case 0 ->
                ManagedAccount.of("e" + tail, maybe(random, "+46" + number), "p" + tail, maybe(random, "t" + tail));
            case 1 -> ManagedAccount.of("", "+46" + number, " p " + tail, maybe(random, "t" + tail));
            default -> ManagedAccount.of("", "", "", "t" + tail);
        };
    }

    private static String maybe(Random random, String text) {
        return random.nextBoolean() ? text : "";
    }

    private static List<String> texts(Random random, int most, IntFunction<String> each) {
        return IntStream.range(0, random.nextInt(most + 1)).mapToObj(each).toList();
    }

    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
