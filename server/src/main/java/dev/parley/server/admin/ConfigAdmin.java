package dev.parley.server.admin;

import com.google.protobuf.ByteString;
import dev.parley.admin.v1.AccountsChanged;
import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.Config;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.ExportResponse;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.ImportResponse;
import dev.parley.admin.v1.KeysChanged;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListAccountsResponse;
import dev.parley.admin.v1.ListKeysResponse;
import dev.parley.admin.v1.NewAccount;
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.admin.v1.UpdateConfigResponse;
import dev.parley.server.access.Actor;
import dev.parley.server.access.KeyIds;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.CallCounts;
import dev.parley.server.store.ConfigJson;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import java.util.Base64;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keys, accounts and mapping (AD-06..AD-10, AD-13, AD-14). What the settings hold is shown with them. Thread-safe. Each
 * change blocks as {@link ManagedState#change} does, and throws what that throws; what a request lacks is
 * INVALID_REQUEST, what it names and is not there NOT_FOUND.
 */
public final class ConfigAdmin {
    private final ManagedState state;
    private final CallCounts counts;
    private final FixedConfig fixed;
    private final ModelMapping defaults;
    private final KeyEdits keyEdits;
    private final AccountEdits accountEdits;
    private final MappingEdits mappingEdits;

    /**
     * Administers {@code state}.
     *
     * @param counts by {@link KeyIds}
     * @param fixed what stands in the settings
     * @param defaults the settings' mapping, for what the operator has not set
     * @param models whether some provider has a model of this name; may block while it asks
     */
    public ConfigAdmin(
            ManagedState state, CallCounts counts, FixedConfig fixed, ModelMapping defaults, Predicate<String> models) {
        this.state = state;
        this.counts = counts;
        this.fixed = fixed;
        this.defaults = defaults;
        this.keyEdits = new KeyEdits(fixed);
        this.accountEdits = new AccountEdits(fixed);
        this.mappingEdits = new MappingEdits(models);
    }

    /** All of it; showing whole keys is written down first. */
    public Config config(Actor actor) {
        if (actor.seesKeys()) {
            state.read(actor, "config.read");
        }
        ManagedConfig all = all();
        Config.Builder config = Config.newBuilder()
                .setClaudeMapping(ConfigViews.mapping(all.mapping(), defaults))
                .setReadonlyStore(!state.isDurable());
        for (Secret key : all.keys()) {
            config.addKeys(actor.seesKeys() ? key.reveal() : Previews.key(key)).addKeyIds(KeyIds.of(key));
        }
        all.accounts().forEach(account -> config.addAccounts(ConfigViews.account(account)));
        return config.build();
    }

    /** Replaces what the request names, all or nothing. */
    public UpdateConfigResponse update(Actor actor, UpdateConfigRequest request) {
        Set<UpdatedFields> fields = UpdatedFields.of(request);
        ModelMapping mapping = fields.contains(UpdatedFields.CLAUDE_MAPPING)
                ? mappingEdits.read(request.getClaudeMapping())
                : ModelMapping.UNSET;
        if (!fields.isEmpty()) {
            state.change(actor, "config.update", UpdatedFields.names(fields), before -> {
                ManagedConfig next = before;
                for (UpdatedFields field : fields) {
                    next = switch (field) {
                        case KEYS -> keyEdits.replace(next, request.getKeysList());
                        case ACCOUNTS -> accountEdits.replace(next, request.getAccountsList());
                        case CLAUDE_MAPPING -> next.withMapping(MappingEdits.over(next.mapping(), mapping));
                    };
                }
                return next;
            });
        }
        return UpdateConfigResponse.newBuilder()
                .setSuccess(true)
                .setMessage(message(fields))
                .build();
    }

    public ListKeysResponse keys(Actor actor) {
        ListKeysResponse.Builder reply = ListKeysResponse.newBuilder();
        all().keys().forEach(key -> reply.addKeys(ConfigViews.key(key, counts.of(KeyIds.of(key)))));
        return reply.build();
    }

    public KeysChanged addKey(Actor actor, AddKeyRequest request) {
        Secret key = Secret.of(request.getKey().strip());
        if (key.isEmpty()) {
            throw ChatException.invalid("key", "The field 'key' is empty (expected: a caller key).");
        }
        return keysChanged(state.change(actor, "key.add", KeyIds.of(key), before -> keyEdits.add(before, key)));
    }

    public KeysChanged deleteKey(Actor actor, DeleteKeyRequest request) {
        Secret key = keyEdits.find(state.config(), request.getKey().strip());
        return keysChanged(state.change(actor, "key.delete", KeyIds.of(key), before -> keyEdits.remove(before, key)));
    }

    public ListAccountsResponse accounts(Actor actor, ListAccountsRequest request) {
        return ConfigViews.page(all().accounts(), request);
    }

    public AccountsChanged addAccount(Actor actor, AddAccountRequest request) {
        NewAccount account = NewAccount.newBuilder()
                .setEmail(request.getEmail())
                .setMobile(request.getMobile())
                .setPassword(request.getPassword())
                .setToken(request.getToken())
                .build();
        String id = AccountEdits.account("", account).id();
        return accountsChanged(state.change(actor, "account.add", id, before -> accountEdits.add(before, account)));
    }

    public AccountsChanged deleteAccount(Actor actor, DeleteAccountRequest request) {
        ManagedAccount account =
                accountEdits.find(state.config(), request.getIdentifier().strip());
        return accountsChanged(
                state.change(actor, "account.delete", account.id(), before -> accountEdits.remove(before, account)));
    }

    /** Adds what is not there yet, all or nothing. */
    public ImportResponse importAll(Actor actor, ImportRequest request) {
        if (request.getKeysCount() == 0 && request.getAccountsCount() == 0 && !request.hasClaudeMapping()) {
            throw ChatException.invalid("", "There is nothing to import (expected: keys or accounts).");
        }
        ModelMapping mapping = mappingEdits.read(request.getClaudeMapping());
        ImportResponse.Builder reply = ImportResponse.newBuilder().setSuccess(true);
        state.change(actor, "config.import", "keys, accounts", before -> {
            ManagedConfig keys = keyEdits.merge(before, request.getKeysList());
            ManagedConfig next = accountEdits.merge(keys, request.getAccountsList());
            reply.setImportedKeys(next.keys().size() - before.keys().size());
            reply.setImportedAccounts(next.accounts().size() - before.accounts().size());
            return before.mapping().equals(ModelMapping.UNSET) ? next.withMapping(mapping) : next;
        });
        return reply.build();
    }

    /** All of it with its secrets, written down first. */
    public ExportResponse export(Actor actor) {
        state.read(actor, "config.export");
        byte[] json = ConfigJson.write(all());
        return ExportResponse.newBuilder()
                .setJsonBytes(ByteString.copyFrom(json))
                .setBase64(Base64.getEncoder().encodeToString(json))
                .build();
    }

    private ManagedConfig all() {
        return fixed.with(state.config());
    }

    private KeysChanged keysChanged(ManagedConfig now) {
        return KeysChanged.newBuilder()
                .setSuccess(true)
                .setTotalKeys(fixed.with(now).keys().size())
                .build();
    }

    private AccountsChanged accountsChanged(ManagedConfig now) {
        return AccountsChanged.newBuilder()
                .setSuccess(true)
                .setTotalAccounts(fixed.with(now).accounts().size())
                .build();
    }

    /** A change that is lost at the end is told (CF-01). */
    private String message(Set<UpdatedFields> fields) {
        if (fields.isEmpty()) {
            return "Nothing to update";
        }
        return state.isDurable()
                ? "Config updated"
                : "Config updated in memory only: it comes from the setting admin.config-json, so the change is lost when"
                        + " the process ends";
    }
}
