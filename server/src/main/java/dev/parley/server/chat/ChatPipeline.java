package dev.parley.server.chat;

import dev.parley.server.access.Caller;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.Settings;
import dev.parley.server.conversation.Conversations;
import dev.parley.server.error.ChatException;
import dev.parley.server.limit.Limits;
import dev.parley.server.metrics.AdmissionMetrics;
import dev.parley.server.routing.Router;
import dev.parley.server.usage.UsageLedger;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * Every call's way, outermost layer first, written out in this one place:
 *
 * <pre>
 * Metered     counts the call once, however it ends, and charges its key
 * Recall      puts what the call continues before it, and keeps the answer for later ones
 * Validation  refuses what no provider could serve
 * Wording     tells failures as the caller must hear them
 * Failover    picks targets and credentials, retries before the first event
 *             (and calls the provider); around it, where the model asks for them, FakeStream and ContinuedStream
 * </pre>
 *
 * <p>Before it stands {@link Admission}, which front ends ask before they read a body.
 */
public final class ChatPipeline implements ChatHandler {
    private final Admission admission;
    private final OpenCalls openCalls;
    private final ChatHandler outermost;
    private final TokenCounts tokens;
    private final Conversations conversations;
    private final AdmissionMetrics metrics;

    public ChatPipeline(
            Router router,
            Map<String, Backend> backends,
            Pulse pulse,
            Conversations conversations,
            UsageLedger ledger,
            Limits limits,
            Instruments instruments,
            LiveSettings settings,
            InstantSource clock) {
        ChatHandler failover = new Failover(router, backends, pulse, instruments, clock, settings);
        Validation validation = new Validation(router, new Wording(router, failover));
        openCalls = new OpenCalls(validation);
        Recall recall = new Recall(conversations, openCalls);
        this.conversations = conversations;
        tokens = new TokenCounts(recall, validation, router, backends);
        metrics = instruments.admission();
        admission = new Admission(limits, () -> mostOpen(settings.now()), instruments.admission());
        outermost = new Metered(
                recall,
                ledger,
                limits,
                instruments,
                new RequestLog(() -> settings.now().features().requestLogging()));
    }

    private static int mostOpen(Settings settings) {
        return settings.features().rateLimit() ? settings.server().maxOpenCalls() : Integer.MAX_VALUE;
    }

    @Override
    public ChatStream open(ChatCall call) {
        return outermost.open(call);
    }

    @Override
    public void refused(String id, Caller caller, ChatException why) {
        outermost.refused(id, caller, why);
    }

    /** Who is let in, and how many are inside; front ends ask it before they read a body, and a shutdown. */
    public Admission admission() {
        return admission;
    }

    /** Ends the calls that are open now, with an error that their callers are told. Does not block. */
    public void endOpenCalls() {
        openCalls.end();
    }

    /**
     * Ends the newest calls, a tenth of those that are open, with an error that their callers are told; tells how many.
     */
    public int shed() {
        int ended = openCalls.shed();
        metrics.shed(ended);
        return ended;
    }

    /**
     * Ends the calls of callers whose keys were taken away, with an error that they are told. Does not block.
     *
     * @param identities as in {@link Caller#identity()}
     */
    public void revoke(Set<String> identities) {
        openCalls.revoke(identities);
    }

    /** Turns that continue others. */
    public Conversations conversations() {
        return conversations;
    }

    /** Counts tokens by the same rules. */
    public TokenCounts tokens() {
        return tokens;
    }
}
