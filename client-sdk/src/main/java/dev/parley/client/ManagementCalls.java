package dev.parley.client;

import dev.parley.management.v1.CredentialServiceGrpc;
import dev.parley.management.v1.CredentialServiceGrpc.CredentialServiceBlockingStub;
import dev.parley.management.v1.LimitServiceGrpc;
import dev.parley.management.v1.LimitServiceGrpc.LimitServiceBlockingStub;
import dev.parley.management.v1.RegistryServiceGrpc;
import dev.parley.management.v1.RegistryServiceGrpc.RegistryServiceBlockingStub;
import dev.parley.management.v1.SessionServiceGrpc;
import dev.parley.management.v1.SessionServiceGrpc.SessionServiceBlockingStub;
import dev.parley.management.v1.SettingsServiceGrpc;
import dev.parley.management.v1.SettingsServiceGrpc.SettingsServiceBlockingStub;
import dev.parley.management.v1.SystemServiceGrpc;
import dev.parley.management.v1.SystemServiceGrpc.SystemServiceBlockingStub;
import io.grpc.Channel;

/** The management API, a service an area; its calls block. Stubs of other kinds can be made on the client's channel. */
public final class ManagementCalls {
    private final Channel channel;

    ManagementCalls(Channel channel) {
        this.channel = channel;
    }

    /** Logging in and out. */
    public SessionServiceBlockingStub sessions() {
        return SessionServiceGrpc.newBlockingStub(channel);
    }

    /** How the gateway does. */
    public SystemServiceBlockingStub system() {
        return SystemServiceGrpc.newBlockingStub(channel);
    }

    /** The credentials of providers. */
    public CredentialServiceBlockingStub credentials() {
        return CredentialServiceGrpc.newBlockingStub(channel);
    }

    /** Settings at run time, and where requests go. */
    public SettingsServiceBlockingStub settings() {
        return SettingsServiceGrpc.newBlockingStub(channel);
    }

    /** What each caller key may use, and has used. */
    public LimitServiceBlockingStub limits() {
        return LimitServiceGrpc.newBlockingStub(channel);
    }

    /** Which models are offered. */
    public RegistryServiceBlockingStub registry() {
        return RegistryServiceGrpc.newBlockingStub(channel);
    }
}
