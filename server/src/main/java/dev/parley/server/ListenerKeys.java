package dev.parley.server;

import dev.parley.server.access.ApiKeys;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.access.ManagedKeys;
import dev.parley.server.access.QueryKeys;
import dev.parley.server.access.WrongKeys;
import dev.parley.server.config.Access;
import dev.parley.server.config.ProfileSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Settings;
import dev.parley.server.management.settings.RouteExplainer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may call on which listener. Part of the composition root. */
record ListenerKeys(Settings settings, ManagedKeys managed) implements RouteExplainer.Callers {
    @Override
    public Set<String> listeners() {
        Set<String> all = new TreeSet<>(Set.of(Parley.DEFAULT));
        settings.profiles().forEach((name, profile) -> {
            if (profile.enabled()) {
                all.add(name);
            }
        });
        return all;
    }

    @Override
    public Optional<Caller> named(String listener, String keyId) {
        ProfileSettings profile = settings.profiles().get(listener);
        return (profile == null ? main() : own(listener, profile, false)).named(keyId);
    }

    /** On the default one. */
    ApiKeys main() {
        Access access = settings.access();
        ApiKeys own = Parley.usesDemoKey(access)
                ? ApiKeys.demo(Parley.DEFAULT, Providers.BUILTIN)
                : ApiKeys.of(Parley.DEFAULT, access.apiKeys(), access.allowAnonymous());
        return own.with(managed);
    }

    /** On a profile's. */
    Authenticator callers(String name, ProfileSettings profile) {
        return keys(name, profile, profile.allowAnonymous());
    }

    /** On a profile's, to see its models. */
    Authenticator readers(String name, ProfileSettings profile) {
        return keys(name, profile, profile.allowAnonymous() || profile.openModels());
    }

    /** On any, to administer its keys. */
    Authenticator admins(String name) {
        Secret key = settings.access().adminKey();
        return ApiKeys.of(name, key.isEmpty() ? List.of() : List.of(key), false);
    }

    /** On any, to see the metrics: who may administer. A hash of a key is none. */
    Authenticator scrapers(String name) {
        List<Secret> own = Stream.of(
                        settings.access().adminKey(), settings.access().managementKey())
                .filter(key -> !key.isEmpty() && !key.isBcrypt())
                .toList();
        return ApiKeys.of(name, own, false);
    }

    /** A profile's keys open its own provider alone (B3); managed keys are for the listeners that serve theirs. */
    private Authenticator keys(String name, ProfileSettings profile, boolean anonymous) {
        ApiKeys keys = own(name, profile, anonymous);
        Authenticator told = profile.legacyErrors() ? new WrongKeys(keys) : keys;
        return profile.queryKeys() ? new QueryKeys(told) : told;
    }

    private ApiKeys own(String name, ProfileSettings profile, boolean anonymous) {
        Set<String> scope = profile.provider().isEmpty() ? Set.of() : Set.of(profile.provider());
        ApiKeys keys = ApiKeys.of(name, profile.apiKeys(), anonymous, scope);
        if (scope.isEmpty() || scope.contains(settings.admin().provider())) {
            keys = keys.with(managed);
        }
        return profile.directTokens() ? keys.withDirectTokens(profile.provider()) : keys;
    }
}
