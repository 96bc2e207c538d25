package dev.parley.server.wires;

import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A host with log-in and sessions. The n-th log-in of an account gives the token {@code ACCOUNT/n}, and only the newest
 * one is taken.
 */
final class DeepSeekHost implements AutoCloseable {
    static final String LOG_IN = "/auth/login";
    static final String SESSION = "/chat/sessions";
    static final String COMPLETION = "/chat/completions";

    final FakeUpstream upstream = FakeUpstream.deepSeekSession(this::answer);

    /** Tokens that are refused at this path, and the answer they get. */
    final Map<String, Supplier<Reply>> refusals = new ConcurrentHashMap<>();

    final Set<String> badAccounts = ConcurrentHashMap.newKeySet();
    volatile Supplier<Reply> completion = () -> said("Hello");
    volatile String challenge = "null";
    volatile String refusedAt = SESSION;

    /** The path that is answered with silence. */
    volatile String stallAt = "";

    private final Map<String, Integer> logIns = new ConcurrentHashMap<>();

    /** An answer of one text. */
    static Reply said(String text) {
        return patches("{\"p\":\"response/content\",\"o\":\"APPEND\",\"v\":\"" + text + "\"}", FINISHED);
    }

    static final String FINISHED = "{\"p\":\"response/status\",\"o\":\"SET\",\"v\":\"FINISHED\"}";

    static Reply patches(String... patches) {
        Reply reply = Reply.sse();
        for (String patch : patches) {
            reply.event(patch);
        }
        return reply;
    }

    /** What was asked, without the bodies: the path, and whose token it showed. */
    List<String> asked() {
        return upstream.requests().stream()
                .map(request -> (request.path() + ' ' + request.key()).strip())
                .toList();
    }

    long count(String path) {
        return upstream.requests().stream()
                .filter(request -> request.path().equals(path))
                .count();
    }

    ReceivedRequest last(String path) {
        return upstream.requests().stream()
                .filter(request -> request.path().equals(path))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private Reply answer(ReceivedRequest request) {
        if (request.path().equals(stallAt)) {
            return Reply.silence();
        }
        return switch (request.path()) {
            case LOG_IN -> logIn(request.body());
            case SESSION ->
                refused(
                        request,
                        session -> Reply.json(
                                200,
                                "{\"code\":0,\"msg\":\"\",\"data\":{\"id\":\"session-1\",\"challenge\":" + challenge
                                        + "}}"));
            default -> refused(request, completed -> completion.get());
        };
    }

    private Reply logIn(String body) {
        String account = body.replaceAll(".*\"(?:email|mobile)\":\"([^\"]*)\".*", "$1");
        if (badAccounts.contains(account)) {
            return Reply.json(200, "{\"code\":2,\"msg\":\"wrong password: pw\",\"data\":null}");
        }
        int number = logIns.merge(account, 1, Integer::sum);
        return Reply.json(200, "{\"code\":0,\"data\":{\"token\":\"%s/%d\"}}".formatted(account, number));
    }

    private Reply refused(ReceivedRequest request, Function<ReceivedRequest, Reply> otherwise) {
        Supplier<Reply> refusal = request.path().equals(refusedAt) ? refusals.get(request.key()) : null;
        return refusal == null ? otherwise.apply(request) : refusal.get();
    }

    @Override
    public void close() {
        upstream.close();
    }
}
