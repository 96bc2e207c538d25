package dev.parley.server.admin;

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
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.admin.v1.UpdateConfigResponse;
import dev.parley.server.access.Actor;

/** Keys, accounts and mapping (AD-06..AD-10, AD-13, AD-14). Thread-safe. */
public final class ConfigAdmin {
    public Config config(Actor actor) {
        return Config.getDefaultInstance();
    }

    public UpdateConfigResponse update(Actor actor, UpdateConfigRequest request) {
        return UpdateConfigResponse.getDefaultInstance();
    }

    public ListKeysResponse keys(Actor actor) {
        return ListKeysResponse.getDefaultInstance();
    }

    public KeysChanged addKey(Actor actor, AddKeyRequest request) {
        return KeysChanged.getDefaultInstance();
    }

    public KeysChanged deleteKey(Actor actor, DeleteKeyRequest request) {
        return KeysChanged.getDefaultInstance();
    }

    public ListAccountsResponse accounts(Actor actor, ListAccountsRequest request) {
        return ListAccountsResponse.getDefaultInstance();
    }

    public AccountsChanged addAccount(Actor actor, AddAccountRequest request) {
        return AccountsChanged.getDefaultInstance();
    }

    public AccountsChanged deleteAccount(Actor actor, DeleteAccountRequest request) {
        return AccountsChanged.getDefaultInstance();
    }

    public ImportResponse importAll(Actor actor, ImportRequest request) {
        return ImportResponse.getDefaultInstance();
    }

    public ExportResponse export(Actor actor) {
        return ExportResponse.getDefaultInstance();
    }
}
