package dev.parley.server;

import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.credential.CredentialFolder;
import dev.parley.server.credential.CredentialVariables;
import dev.parley.server.credential.TokenHosts;
import dev.parley.server.management.credentials.Entry;
import dev.parley.server.management.credentials.Source;
import dev.parley.server.management.credentials.Sources;
import dev.parley.server.pool.Credential;
import dev.parley.server.pool.CredentialIds;
import dev.parley.server.pool.KeyFile;
import dev.parley.server.pool.LogIn;
import dev.parley.server.store.ManagedAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one provider's credentials come from: the settings, files, the environment, the admin API and uploads. A change
 * of one leaves the others as they were. Thread-safe.
 */
final class CredentialSources implements Sources {
    private static final Logger LOG = LoggerFactory.getLogger("parley.pool");
    private static final Credential NONE = new Credential("none", Secret.of(""));

    private final ProviderSettings settings;
    private final boolean required;
    private final @Nullable KeyFile keyFile;
    private final List<Entry> fromSettings;
    private final List<Entry> fromEnvironment;
    private List<Entry> fromFiles;
    private List<Entry> fromKeyFile = List.of();
    private List<Entry> managed = List.of();
    private List<Entry> uploaded = List.of();
    private Consumer<Collection<Credential>> changed = all -> {};

    /** {@code environment} is where more credentials may stand; empty: nowhere. */
    CredentialSources(ProviderSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.required = "required".equals(settings.options().get("keys"));
        this.keyFile = settings.keyFile() == null ? null : new KeyFile(settings.keyFile());
        this.fromSettings = Stream.concat(
                        settings.apiKeys().stream().map(CredentialIds::named),
                        accounts(settings).stream().map(CredentialSources::credential))
                .map(credential -> Entry.of(credential, Source.SETTINGS, ""))
                .toList();
        this.fromEnvironment = environment(environment, TokenHosts.of(settings.options()));
        this.fromFiles = files(settings);
        refresh();
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

    /** Reads the key file again if it has changed (MG-07). */
    void refresh() {
        if (keyFile != null) {
            keyFile.refresh(this::keys);
        }
    }

    /** Reads the key file again, changed or not. */
    void reloadKeys() {
        if (keyFile != null) {
            keyFile.reload(this::keys);
        }
    }

    boolean hasKeyFile() {
        return keyFile != null;
    }

    synchronized void manage(List<ManagedAccount> accounts) {
        managed = accounts.stream()
                .map(account -> Entry.of(credential(account), Source.ADMIN, ""))
                .toList();
        changed.accept(all());
    }

    @Override
    public int reload() {
        reloadKeys();
        List<Entry> read = files(settings);
        synchronized (this) {
            fromFiles = read;
            changed.accept(all());
            return fromFiles.size() + fromKeyFile.size();
        }
    }

    @Override
    public synchronized void uploads(List<Entry> uploads) {
        uploaded = List.copyOf(uploads);
        changed.accept(all());
    }

    @Override
    public synchronized List<Entry> entries() {
        return Stream.of(fromSettings, fromFiles, fromEnvironment, fromKeyFile, managed, uploaded)
                .flatMap(List::stream)
                .toList();
    }

    /** All of them. A host that wants none gets one empty credential. */
    synchronized List<Credential> all() {
        List<Credential> all =
                new ArrayList<>(entries().stream().map(Entry::credential).toList());
        if (all.isEmpty() && !required) {
            all.add(NONE);
        }
        return all;
    }

    private synchronized void keys(List<Secret> keys) {
        String name = name(Objects.requireNonNull(settings.keyFile()));
        fromKeyFile = keys.stream()
                .map(key -> Entry.of(CredentialIds.named(key), Source.FILE, name))
                .toList();
        changed.accept(all());
    }

    private static List<Entry> files(ProviderSettings settings) {
        List<Path> folders = settings.credentialsDir() == null ? List.of() : List.of(settings.credentialsDir());
        CredentialFolder.Found found =
                CredentialFolder.read(settings.credentialFiles(), folders, TokenHosts.of(settings.options()));
        found.faults().forEach(fault -> LOG.warn("a credential file is passed over: {}", fault));
        return found.files().stream()
                .map(file -> Entry.of(
                        file,
                        Source.FILE,
                        name(Objects.requireNonNull(found.places().get(file.id())))))
                .toList();
    }

    private static List<Entry> environment(Map<String, String> environment, TokenHosts hosts) {
        CredentialVariables.Found found = CredentialVariables.read(environment, hosts);
        found.faults().forEach(fault -> LOG.warn("a credential in the environment is passed over: {}", fault));
        return found.files().entrySet().stream()
                .map(variable -> Entry.of(variable.getValue(), Source.ENVIRONMENT, variable.getKey()))
                .toList();
    }

    private static Credential credential(ManagedAccount account) {
        LogIn logIn = new LogIn(account.email(), account.mobile(), account.password());
        return CredentialIds.account(account.id(), logIn, account.token());
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String text(@Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }
}
