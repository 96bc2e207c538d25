package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.ExportRequest;
import dev.parley.client.ParleyClient;
import dev.parley.server.config.Secret;
import dev.parley.server.store.ConfigJson;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Random changes of keys and accounts by several operators at once, and what of them must outlive the gateway. */
final class AdminWrites {
    private static final int OPERATORS = 4;

    private enum Fate {
        THERE,
        GONE,
        /** Asked for, and never answered. */
        UNKNOWN
    }

    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final Queue<Throwable> mistakes = new ConcurrentLinkedQueue<>();
    private int round;

    /**
     * Starts the operators; they go on until the gateway is gone. Blocks until {@code most} changes are acknowledged.
     */
    List<Thread> begin(ParleyClient client, int most) throws InterruptedException {
        CountDownLatch acknowledged = new CountDownLatch(most);
        round++;
        List<Thread> operators = new ArrayList<>();
        for (int i = 0; i < OPERATORS; i++) {
            String name = "%d-%d".formatted(round, i);
            Random random = new Random(name.hashCode());
            operators.add(Thread.ofPlatform().start(() -> operate(client, name, random, acknowledged)));
        }
        acknowledged.await();
        return operators;
    }

    /** Checks that all is there that was acknowledged, and nothing that was not asked for. */
    void check(ParleyClient client) {
        Set<String> there = there(client);
        assertThat(mistakes).isEmpty();
        assertThat(fates.keySet()).containsAll(there);
        fates.forEach((name, fate) -> {
            if (fate != Fate.UNKNOWN) {
                assertThat(there.contains(name)).as("%s is %s", name, fate).isEqualTo(fate == Fate.THERE);
            }
        });
        fates.replaceAll((name, fate) -> there.contains(name) ? Fate.THERE : Fate.GONE);
    }

    private static Set<String> there(ParleyClient client) {
        ManagedConfig config = ConfigJson.read(client.admin()
                .export(ExportRequest.getDefaultInstance())
                .getJsonBytes()
                .toByteArray());
        Set<String> names = new HashSet<>();
        config.keys().stream().map(Secret::reveal).forEach(names::add);
        config.accounts().stream().map(ManagedAccount::id).forEach(names::add);
        return names;
    }

    private void operate(ParleyClient client, String operator, Random random, CountDownLatch acknowledged) {
        try {
            for (int i = 0; ; i++) {
                boolean key = random.nextBoolean();
                String name = (key ? "key-%s-%d" : "account-%s-%d@example.com").formatted(operator, i);
                change(client, name, key, true);
                acknowledged.countDown();
                if (random.nextInt(3) == 0) {
                    change(client, name, key, false);
                    acknowledged.countDown();
                }
            }
        } catch (StatusRuntimeException end) {
            if (end.getStatus().getCode() != Status.Code.UNAVAILABLE) {
                mistakes.add(end);
            }
        }
    }

    private void change(ParleyClient client, String name, boolean key, boolean add) {
        fates.put(name, Fate.UNKNOWN);
        if (key && add) {
            client.admin().addKey(AddKeyRequest.newBuilder().setKey(name).build());
        } else if (key) {
            client.admin().deleteKey(DeleteKeyRequest.newBuilder().setKey(name).build());
        } else if (add) {
            client.admin()
                    .addAccount(AddAccountRequest.newBuilder()
                            .setEmail(name)
                            .setPassword("secret-of-" + name)
                            .build());
        } else {
            client.admin()
                    .deleteAccount(DeleteAccountRequest.newBuilder()
                            .setIdentifier(name)
                            .build());
        }
        fates.put(name, add ? Fate.THERE : Fate.GONE);
    }
}
