package dev.parley.server;

import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.credential.CredentialFile;
import dev.parley.server.credential.CredentialFolder;
import dev.parley.server.credential.TokenHosts;
import dev.parley.server.pool.Credential;
import dev.parley.server.pool.CredentialIds;
import dev.parley.server.pool.LogIn;
import dev.parley.server.store.ManagedAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one provider's credentials come from: the settings, a key file and the admin API. A change of one leaves the
 * others as they were. Thread-safe.
 */
final class CredentialSources {
    private static final Logger LOG = LoggerFactory.getLogger("parley.pool");
    private static final Credential NONE = new Credential("none", Secret.of(""));

    private final boolean required;
    private final List<Credential> fromSettings = new ArrayList<>();
    private List<Credential> fromFile = List.of();
    private List<Credential> managed = List.of();
    private Consumer<Collection<Credential>> changed = all -> {};

    CredentialSources(ProviderSettings settings) {
        this.required = "required".equals(settings.options().get("keys"));
        settings.apiKeys().forEach(key -> fromSettings.add(CredentialIds.named(key)));
        accounts(settings).forEach(account -> fromSettings.add(credential(account)));
        files(settings).forEach(file -> fromSettings.add(file.pooled()));
    }

    /** The accounts that stand in the settings. */
    static List<ManagedAccount> accounts(ProviderSettings settings) {
        return settings.accounts().stream()
                .map(account -> ManagedAccount.of(
                        Objects.requireNonNullElse(account.email(), ""),
                        Objects.requireNonNullElse(account.mobile(), ""),
                        text(account.password()),
                        text(account.token())))
                .toList();
    }

    /** From now on this hears of every change. */
    synchronized void onChange(Consumer<Collection<Credential>> listener) {
        changed = listener;
    }

    synchronized void file(List<Secret> keys) {
        fromFile = keys.stream().map(CredentialIds::named).toList();
        changed.accept(all());
    }

    synchronized void manage(List<ManagedAccount> accounts) {
        managed = accounts.stream().map(CredentialSources::credential).toList();
        changed.accept(all());
    }

    /** All of them. A host that wants none gets one empty credential. */
    synchronized List<Credential> all() {
        List<Credential> all = new ArrayList<>(fromSettings);
        all.addAll(fromFile);
        all.addAll(managed);
        if (all.isEmpty() && !required) {
            all.add(NONE);
        }
        return all;
    }

    private static List<CredentialFile> files(ProviderSettings settings) {
        List<Path> folders = settings.credentialsDir() == null ? List.of() : List.of(settings.credentialsDir());
        CredentialFolder.Found found =
                CredentialFolder.read(settings.credentialFiles(), folders, TokenHosts.of(settings.options()));
        found.faults().forEach(fault -> LOG.warn("a credential file is passed over: {}", fault));
        return found.files();
    }

    private static Credential credential(ManagedAccount account) {
        LogIn logIn = new LogIn(account.email(), account.mobile(), account.password());
        return CredentialIds.account(account.id(), logIn, account.token());
    }

    private static String text(@Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }
}
