package dev.parley.server.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.parley.client.ParleyClient;
import dev.parley.management.v1.ClearKeyLimitsRequest;
import dev.parley.management.v1.GetKeyLimitsRequest;
import dev.parley.management.v1.KeyLimits;
import dev.parley.management.v1.LimitServiceGrpc.LimitServiceBlockingStub;
import dev.parley.management.v1.LimitUse;
import dev.parley.management.v1.Limits;
import dev.parley.management.v1.ListLimitsRequest;
import dev.parley.management.v1.SetKeyLimitsRequest;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parley limits}: what caller keys of a running Parley may use. */
@Command(name = "limits", description = "Lists, sets and unsets the limits of caller keys of a running Parley.")
final class LimitsCommand extends Group {
    private static final String KEY = "Its id or label (see 'list'), or anonymous.";

    private final Map<String, String> environment;

    LimitsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(name = "list", description = "Lists the keys that have limits, with what each has used.")
    void list(@Mixin ManagementOptions options, @Mixin AnswerOptions answer) {
        try (ParleyClient client = options.client(environment)) {
            answer.show(
                    client.management().limits().listLimits(ListLimitsRequest.getDefaultInstance()),
                    limits -> print(limits.getKeysList(), answer));
        }
    }

    @Command(
            name = "set",
            description =
                    "Sets some of a key's limits, from its next call on; its others stay. They win over the settings.")
    void set(
            @Mixin ManagementOptions options,
            @Mixin AnswerOptions answer,
            @Parameters(paramLabel = "KEY", description = KEY) String key,
            @Parameters(
                            paramLabel = "LIMIT=NUMBER",
                            arity = "1..*",
                            description = "Such as requests-per-minute=100; 0: none, whatever the settings say.")
                    Map<String, Long> limits) {
        try (ParleyClient client = options.client(environment)) {
            LimitServiceBlockingStub service = client.management().limits();
            Limits.Builder own = own(service, key);
            limits.forEach((name, most) -> own.setField(field(name), most));
            answer.show(set(service, key, own), now -> print(List.of(now), answer));
        }
    }

    @Command(name = "unset", description = "Forgets what 'set' set for a key, so that the settings count again.")
    void unset(
            @Mixin ManagementOptions options,
            @Mixin AnswerOptions answer,
            @Parameters(paramLabel = "KEY", description = KEY) String key,
            @Parameters(paramLabel = "LIMIT", arity = "0..*", description = "None: all of them.") @Nullable
                    List<String> names) {
        try (ParleyClient client = options.client(environment)) {
            LimitServiceBlockingStub service = client.management().limits();
            Limits.Builder own = own(service, key);
            if (names == null) {
                own.clear();
            } else {
                names.forEach(name -> own.clearField(field(name)));
            }
            KeyLimits now = own.getAllFields().isEmpty() ? clear(service, key) : set(service, key, own);
            answer.show(now, shown -> print(List.of(shown), answer));
        }
    }

    /** What was set for a key. */
    private static Limits.Builder own(LimitServiceBlockingStub service, String key) {
        return service.getKeyLimits(GetKeyLimitsRequest.newBuilder().setKey(key).build()).getOwn().toBuilder();
    }

    private static KeyLimits set(LimitServiceBlockingStub service, String key, Limits.Builder limits) {
        return service.setKeyLimits(
                SetKeyLimitsRequest.newBuilder().setKey(key).setLimits(limits).build());
    }

    private static KeyLimits clear(LimitServiceBlockingStub service, String key) {
        return service.clearKeyLimits(
                ClearKeyLimitsRequest.newBuilder().setKey(key).build());
    }

    private static FieldDescriptor field(String name) {
        FieldDescriptor field = Limits.getDescriptor().findFieldByName(name.replace('-', '_'));
        if (field == null) {
            throw new MistakeException("No limit is called '%s' (expected: %s)."
                    .formatted(
                            name,
                            Limits.getDescriptor().getFields().stream()
                                    .map(LimitsCommand::name)
                                    .collect(Collectors.joining(", "))));
        }
        return field;
    }

    private static String name(FieldDescriptor field) {
        return field.getName().replace('_', '-');
    }

    private static void print(List<KeyLimits> keys, AnswerOptions answer) {
        Table table = new Table("KEY", "OPEN", "TOKENS TODAY", "THIS MONTH", "IN ALL", "LIMITS");
        for (KeyLimits key : keys) {
            table.row(
                    key.getKey(),
                    sum(key, LimitUse::getOpenCalls),
                    sum(key, use -> use.getDay().getTokens()),
                    sum(key, use -> use.getMonth().getTokens()),
                    sum(key, use -> use.getTotal().getTokens()),
                    limits(key.getLimits()));
        }
        table.print(answer.out());
    }

    private static long sum(KeyLimits key, ToLongFunction<LimitUse> part) {
        return key.getUsesList().stream().mapToLong(part).sum();
    }

    private static String limits(Limits limits) {
        return limits.getAllFields().entrySet().stream()
                .map(limit -> name(limit.getKey()) + '=' + limit.getValue())
                .collect(Collectors.joining(" "));
    }
}
