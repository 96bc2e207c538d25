package dev.parley.server.store;

import dev.parley.server.config.Secret;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one {@code config.json}. Its failures tell the place, and never a value. */
final class ConfigReader {
    private static final Logger LOG = LoggerFactory.getLogger("parley.store");
    private static final long SECONDS_MAX = Instant.MAX.getEpochSecond();

    private final JsonReader in;
    private List<Secret> keys = List.of();
    private List<ManagedAccount> accounts = List.of();
    private @Nullable ModelMapping mapping;
    private @Nullable ModelMapping legacyMapping;
    private String publishedHash = "";
    private long publishedAt;

    ConfigReader(JsonReader in) {
        this.in = in;
    }

    ManagedConfig read() {
        expect(JsonReader.Type.OBJECT, "an object");
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (in.isNull()) {
                in.skip();
            } else {
                field(name);
            }
        }
        in.end();
        return new ManagedConfig(keys, accounts, mapping(), publication());
    }

    private void field(String name) {
        switch (name) {
            case ConfigFields.KEYS -> keys = Keys.clean(texts());
            case ConfigFields.ACCOUNTS -> accounts = accounts();
            case ConfigFields.MAPPING -> mapping = readMapping();
            case ConfigFields.LEGACY_MAPPING -> legacyMapping = readMapping();
            case ConfigFields.PUBLISHED_HASH -> publishedHash = text();
            case ConfigFields.PUBLISHED_AT -> publishedAt = seconds();
            default -> in.skip();
        }
    }

    private ModelMapping mapping() {
        if (mapping != null && legacyMapping != null) {
            LOG.warn(
                    "the configuration holds {} and {}; the former is taken (expected: {} alone)",
                    ConfigFields.LEGACY_MAPPING,
                    ConfigFields.MAPPING,
                    ConfigFields.MAPPING);
        }
        if (legacyMapping != null) {
            return legacyMapping;
        }
        return mapping == null ? ModelMapping.UNSET : mapping;
    }

    private @Nullable Publication publication() {
        return publishedHash.isEmpty() ? null : new Publication(publishedHash, Instant.ofEpochSecond(publishedAt));
    }

    private List<String> texts() {
        expect(JsonReader.Type.ARRAY, "a list");
        List<String> texts = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            texts.add(text());
        }
        return texts;
    }

    private List<ManagedAccount> accounts() {
        expect(JsonReader.Type.ARRAY, "a list");
        Map<String, ManagedAccount> byId = new LinkedHashMap<>();
        in.beginArray();
        while (in.nextElement()) {
            String place = in.path() + " at " + in.position();
            ManagedAccount account = account();
            if (account.isNameless()) {
                throw new JsonException(
                        place, place + " has no email, mobile or token (expected: at least one of them).");
            }
            if (byId.putIfAbsent(account.id(), account) != null) {
                LOG.warn("the configuration holds an account twice; {} is passed over", place);
            }
        }
        return List.copyOf(byId.values());
    }

    /** The account that stands next. */
    ManagedAccount account() {
        Map<String, String> fields = fields();
        return ManagedAccount.of(
                fields.getOrDefault(ConfigFields.EMAIL, ""),
                fields.getOrDefault(ConfigFields.MOBILE, ""),
                fields.getOrDefault(ConfigFields.PASSWORD, ""),
                fields.getOrDefault(ConfigFields.TOKEN, ""));
    }

    private ModelMapping readMapping() {
        Map<String, String> fields = fields();
        return new ModelMapping(
                fields.getOrDefault(ConfigFields.FAST, "").strip(),
                fields.getOrDefault(ConfigFields.SLOW, "").strip());
    }

    /** The known fields of the object that stands next; those that are null or unknown are passed over. */
    private Map<String, String> fields() {
        expect(JsonReader.Type.OBJECT, "an object");
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (in.isNull() || !ConfigFields.TEXTS.contains(name)) {
                in.skip();
            } else {
                fields.put(name, text());
            }
        }
        return fields;
    }

    private String text() {
        expect(JsonReader.Type.STRING, "a text");
        return in.string();
    }

    private long seconds() {
        expect(JsonReader.Type.NUMBER, "seconds since 1970");
        long seconds = in.integer();
        if (seconds < 0 || seconds > SECONDS_MAX) {
            throw wrong("seconds since 1970");
        }
        return seconds;
    }

    private void expect(JsonReader.Type type, String what) {
        if (in.type() != type) {
            throw wrong(what);
        }
    }

    private JsonException wrong(String expected) {
        String place = in.path().isEmpty() ? "The configuration" : in.path();
        return new JsonException(in.path(), "%s at %s is not %s.".formatted(place, in.position(), expected));
    }
}
