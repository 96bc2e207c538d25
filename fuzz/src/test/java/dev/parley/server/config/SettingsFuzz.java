package dev.parley.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What operators write: settings, times and addresses. What is wrong is told, all at once, and nothing else happens.
 */
public final class SettingsFuzz {
    private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/ann");

    private SettingsFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(
                        "settings-yaml",
                        Seeds.all(
                                () -> List.of(resource("parley.yaml"), resource("profiles/ds2api.yaml")),
                                Seeds.texts(
                                        "server: {port: 1}\nproviders:\n  up: {type: openai, base-url: \"http://h/v1\"}\n",
                                        "a: &x [1]\nb: *x\nc: ${HOME} ${NONE}\n<<: {d: 1}\n? [k]\n: v\n")),
                        SettingsFuzz::yaml),
                new FuzzTarget(
                        "cron",
                        Seeds.texts("*/5 * * * *", "0 0 30 2 *", "1,2-3 4/5 * JAN MON", "59 23 31 12 7"),
                        SettingsFuzz::cron),
                new FuzzTarget(
                        "address-range",
                        Seeds.texts("10.0.0.0/8", "fd00::/8", "::ffff:1.2.3.4/96", "1.2.3", "0x7f.1/+8", "fe80::1%lo"),
                        SettingsFuzz::address));
    }

    private static void yaml(byte[] input) throws Exception {
        List<String> problems = new ArrayList<>();
        Tree.Branch tree = YamlTree.read(new String(input, UTF_8), "file", ENVIRONMENT, problems);
        Tree.Branch all = defaults().merge(tree);
        SettingsLoader.Request request = new SettingsLoader.Request(ENVIRONMENT, null, List.of(), Map.of());
        SettingsLayers layers = new SettingsLayers(request, all, problems, List.of());
        SettingsLoader.Loaded loaded = Laws.refusing(ConfigException.class, () -> layers.with(Map.of()));
        Laws.check(loaded == null || problems.isEmpty(), "problems are not told: " + problems);
    }

    private static Tree.Branch defaults() {
        return YamlTree.read(new String(resource("parley.yaml"), UTF_8), "defaults", ENVIRONMENT, new ArrayList<>());
    }

    private static void cron(byte[] input) throws Exception {
        CronTimes times = Laws.refusing(IllegalArgumentException.class, () -> CronTimes.of(new String(input, UTF_8)));
        if (times != null) {
            Instant from = Instant.ofEpochSecond(1_800_000_000);
            Instant next = times.after(from);
            Laws.check(next == null || next.isAfter(from), "the next time is " + next);
        }
    }

    private static void address(byte[] input) throws Exception {
        String text = new String(input, UTF_8);
        AddressRange range = Laws.refusing(IllegalArgumentException.class, () -> AddressRange.parse(text));
        if (range != null) {
            range.contains(InetAddress.getByAddress(new byte[4]));
            range.contains(InetAddress.getByAddress(new byte[16]));
            Laws.check(AddressRange.parse(range.toString()).toString().equals(range.toString()), range.toString());
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/dev/parley/config/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
