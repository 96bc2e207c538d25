package dev.parley.server.chat;

import dev.parley.server.routing.Decision;
import dev.parley.server.routing.Router;
import java.time.InstantSource;
import java.util.Map;

/** Sends a call to its targets, one after the other until one has begun to answer. The innermost layer but one. */
final class Failover implements ChatHandler {
    private final Router router;
    private final Map<String, Backend> backends;
    private final Pulse pulse;
    private final Instruments instruments;
    private final InstantSource clock;

    Failover(Router router, Map<String, Backend> backends, Pulse pulse, Instruments instruments, InstantSource clock) {
        this.router = router;
        this.backends = backends;
        this.pulse = pulse;
        this.instruments = instruments;
        this.clock = clock;
    }

    @Override
    public ChatStream open(ChatCall call) {
        Decision decision = router.decide(call.request().getModel(), call.caller(), call.dialect());
        return new FailoverStream(
                call, Route.of(call, decision, backends), backends, pulse, instruments, clock.instant());
    }
}
