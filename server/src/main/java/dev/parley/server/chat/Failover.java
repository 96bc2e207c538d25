package dev.parley.server.chat;

import dev.parley.server.config.LiveSettings;
import dev.parley.server.delivery.ContinuedTurn;
import dev.parley.server.routing.Decision;
import dev.parley.server.routing.Router;
import java.time.InstantSource;
import java.util.Map;

/**
 * Sends a call to its targets, one after the other until one has begun to answer, in the manner that its model asks
 * for. The innermost layer but one.
 */
final class Failover implements ChatHandler {
    private final Router router;
    private final Map<String, Backend> backends;
    private final Pulse pulse;
    private final Instruments instruments;
    private final InstantSource clock;
    private final LiveSettings settings;

    Failover(
            Router router,
            Map<String, Backend> backends,
            Pulse pulse,
            Instruments instruments,
            InstantSource clock,
            LiveSettings settings) {
        this.settings = settings;
        this.router = router;
        this.backends = backends;
        this.pulse = pulse;
        this.instruments = instruments;
        this.clock = clock;
    }

    @Override
    public ChatStream open(ChatCall call) {
        Decision decision = router.decide(call.request().getModel(), call.caller(), call.dialect());
        Manner manner = Manner.of(settings.now(), call.whole(), decision.variant());
        Route route = Route.of(call, decision, backends);
        ContinuedTurn turn = manner.continued() == null || !call.isTurn()
                ? null
                : ContinuedTurn.of(call.request(), manner.continued());
        return turn == null
                ? attempts(call, route, manner)
                : new ContinuedStream(
                        turn,
                        request -> attempts(call.withRequest(request), route, manner),
                        instruments.answers()::continuedAnswer);
    }

    private ChatStream attempts(ChatCall call, Route route, Manner manner) {
        return new FailoverStream(call, route, backends, pulse, instruments, clock.instant(), manner);
    }
}
