package dev.parley.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;

/** {@code config.json}: what is read is read again from what is written, over the old text and without it. */
public final class ConfigFuzz {
    private ConfigFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "config-json",
                Seeds.texts(
                        "{\"keys\":[\"secret-of-ann\",\" \"],\"accounts\":[{\"email\":\"a@b\",\"password\":\"p\"},"
                                + "{\"mobile\":\"1\",\"token\":\"t\",\"more\":[1]}],\"claude_mapping\":{\"fast\":\"f\"},"
                                + "\"_vercel_sync_hash\":\"h\",\"_vercel_sync_time\":1,\"other\":{\"x\":[null,1e5]}}",
                        "{\"claude_model_mapping\":{\"slow\":\"s\"},\"keys\":null}"),
                ConfigFuzz::read);
    }

    private static void read(byte[] input) throws Exception {
        ManagedConfig config = Laws.fromCaller(() -> ConfigJson.read(input));
        if (config != null) {
            Laws.check(ConfigJson.read(ConfigJson.write(config)).equals(config), "written anew, it is another one");
            byte[] over = ConfigJson.rewrite(input, config);
            Laws.check(
                    ConfigJson.read(over).equals(config), "rewritten, it is another one: " + new String(over, UTF_8));
        }
    }
}
