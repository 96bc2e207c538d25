package dev.parley.server.store;

import dev.parley.server.json.JsonReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lays a configuration over the object of an older {@code config.json}, so that what Parley does not know stays. */
final class ConfigWriter {
    private ConfigWriter() {}

    /**
     * The object with a configuration's fields.
     *
     * @param lines whether each account stands on a line of its own
     */
    static RawObject over(RawObject old, ManagedConfig config, boolean lines) {
        old.set(
                ConfigFields.KEYS,
                list(config.keys().stream()
                        .map(key -> RawObject.quoted(key.reveal()))
                        .toList()));
        List<String> accounts = accounts(old.get(ConfigFields.ACCOUNTS), config.accounts());
        old.set(ConfigFields.ACCOUNTS, lines && !accounts.isEmpty() ? lines(accounts) : list(accounts));
        mapping(old, config.mapping());
        publication(old, config.publication());
        return old;
    }

    private static List<String> accounts(@Nullable String old, List<ManagedAccount> accounts) {
        Map<String, String> byId = new HashMap<>();
        for (String account : RawObject.elements(old)) {
            byId.putIfAbsent(new ConfigReader(JsonReader.of(account)).account().id(), account);
        }
        return accounts.stream()
                .map(account ->
                        account(RawObject.of(byId.get(account.id())), account).compact())
                .toList();
    }

    private static RawObject account(RawObject old, ManagedAccount account) {
        return old.text(ConfigFields.EMAIL, account.email())
                .text(ConfigFields.MOBILE, account.mobile())
                .text(ConfigFields.PASSWORD, account.password().reveal())
                .text(ConfigFields.TOKEN, account.token().reveal());
    }

    /** The older name of the mapping goes, since it would win. */
    private static void mapping(RawObject old, ModelMapping mapping) {
        RawObject next = RawObject.of(old.get(ConfigFields.MAPPING))
                .text(ConfigFields.FAST, mapping.fast())
                .text(ConfigFields.SLOW, mapping.slow());
        old.remove(ConfigFields.LEGACY_MAPPING);
        if (!next.isEmpty()) {
            old.set(ConfigFields.MAPPING, next.compact());
        }
    }

    private static void publication(RawObject old, @Nullable Publication publication) {
        if (publication == null) {
            old.remove(ConfigFields.PUBLISHED_HASH).remove(ConfigFields.PUBLISHED_AT);
        } else {
            old.set(ConfigFields.PUBLISHED_HASH, RawObject.quoted(publication.hash()));
            old.set(ConfigFields.PUBLISHED_AT, Long.toString(publication.at().getEpochSecond()));
        }
    }

    private static String list(List<String> elements) {
        return '[' + String.join(",", elements) + ']';
    }

    private static String lines(List<String> elements) {
        return "[\n    " + String.join(",\n    ", elements) + "\n  ]";
    }
}
