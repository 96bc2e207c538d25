package dev.parley.server.store.sqlite;

import dev.parley.server.config.Secret;
import dev.parley.server.store.StoreException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals secrets and opens what it sealed: a byte that names the form, the key's id, a random nonce, and AES-256-GCM
 * over the text. The place where a secret is kept is authenticated with it, so that blobs cannot change places.
 * Thread-safe.
 *
 * @param keys the first seals, all open
 * @param origin where they came from, for messages
 */
record Keyring(List<DataKey> keys, String origin) {
    private static final byte FORM = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    byte[] seal(String place, Secret secret) {
        return seal(place, secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    byte[] seal(String place, byte[] text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        DataKey key = keys.getFirst();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(text);
            return ByteBuffer.allocate(1 + Integer.BYTES + NONCE_BYTES + sealed.length)
                    .put(FORM)
                    .putInt(key.id())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /**
     * The secret of a blob.
     *
     * @throws StoreException no key here sealed it, or not for this place
     */
    Secret open(String place, byte[] blob) {
        return Secret.of(new String(openBytes(place, blob), StandardCharsets.UTF_8));
    }

    /** The same of what is no text. */
    byte[] openBytes(String place, byte[] blob) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(blob);
            byte form = rest.get();
            Optional<DataKey> key = key(rest.getInt());
            byte[] nonce = new byte[NONCE_BYTES];
            rest.get(nonce);
            if (form == FORM && key.isPresent()) {
                Cipher cipher = cipher(Cipher.DECRYPT_MODE, key.get(), nonce, place);
                return cipher.doFinal(blob, rest.position(), rest.remaining());
            }
            throw new StoreException("The key of %s does not open %s.".formatted(origin, place), null);
        } catch (GeneralSecurityException | BufferUnderflowException e) {
            throw new StoreException("What is kept at %s of the store was changed by other hands.".formatted(place), e);
        }
    }

    @Override
    public String toString() {
        return keys + " of " + origin;
    }

    private Optional<DataKey> key(int id) {
        return keys.stream().filter(key -> key.id() == id).findFirst();
    }

    private static Cipher cipher(int mode, DataKey key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
