package dev.parley.server.admin;

import dev.parley.server.config.Secret;
import dev.parley.server.json.JsonWriter;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells whether two configurations are the same to a deployment (VC-06): their keys and accounts in whatever order, but
 * not the tokens, which come and go.
 */
final class PublishedHash {
    private PublishedHash() {}

    /** SHA-256 of the configuration's canonical JSON, in hex. */
    static String of(ManagedConfig config) {
        List<String> keys = config.keys().stream().map(Secret::reveal).sorted().toList();
        List<ManagedAccount> accounts = config.accounts().stream()
                .sorted(Comparator.comparing(ManagedAccount::email)
                        .thenComparing(ManagedAccount::mobile)
                        .thenComparing(account -> account.password().reveal()))
                .toList();
        return sha256(JsonWriter.document(out -> {
            out.beginObject().name("accounts").beginArray();
            accounts.forEach(account -> out.beginObject()
                    .field("email", account.email())
                    .field("mobile", account.mobile())
                    .field("password", account.password().reveal())
                    .endObject());
            out.endArray().name("keys").beginArray();
            keys.forEach(out::value);
            out.endArray().endObject();
        }));
    }

    private static String sha256(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
