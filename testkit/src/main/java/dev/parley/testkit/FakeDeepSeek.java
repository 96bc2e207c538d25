package dev.parley.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A host of DeepSeek's models with log-in and chat sessions ({@code docs/deepseek-session.md}), as strict as a real
 * one: it knows its accounts, their tokens and their sessions. The n-th log-in of an account gives the token
 * {@code ACCOUNT/n}, and only the newest one is taken.
 */
public final class FakeDeepSeek implements AutoCloseable {
    public static final String LOG_IN = "/auth/login";
    public static final String SESSION = "/chat/sessions";
    public static final String COMPLETION = "/chat/completions";

    private final FakeUpstream upstream;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, Integer> logIns = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger sessionsOpened = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger mostStreams = new AtomicInteger();
    private final Map<String, Function<ReceivedRequest, @Nullable Reply>> overrides = new ConcurrentHashMap<>();
    private volatile Function<DeepSeekPrompt, Reply> answers =
            prompt -> DeepSeekAnswers.to(prompt, DeepSeekTalk.answer(prompt));
    private volatile String challenge = "null";

    /** A host on a free port that knows these: {@code login:password}, or a token. */
    public FakeDeepSeek(String... credentials) {
        this(0, credentials);
    }

    private FakeDeepSeek(int port, String... credentials) {
        upstream = FakeUpstream.deepSeekSession(port, this::answer);
        List.of(credentials).forEach(this::know);
    }

    /**
     * Runs one until the process ends, and says in one line when it is ready.
     *
     * @param arguments the port (0 for any), and what it is to know: {@code login:password}, or a token
     */
    public static void main(String... arguments) throws InterruptedException {
        String[] credentials = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
        try (FakeDeepSeek host = new FakeDeepSeek(Integer.parseInt(arguments[0]), credentials)) {
            System.out.println("fake DeepSeek at " + host.url());
            new CountDownLatch(1).await();
        }
    }

    /** Where it is: the provider's base-url. */
    public String url() {
        return upstream.origin();
    }

    /** Knows one more account or token from now on, or an account's new password. */
    public FakeDeepSeek know(String credential) {
        int colon = credential.indexOf(':');
        if (colon < 0) {
            tokens.add(credential);
        } else {
            passwords.put(credential.substring(0, colon), credential.substring(colon + 1));
        }
        return this;
    }

    /** Takes an account's token no more, or a token without an account. */
    public FakeDeepSeek expire(String accountOrToken) {
        tokens.removeIf(token -> token.equals(accountOrToken) || token.startsWith(accountOrToken + '/'));
        return this;
    }

    /** Answers prompts so; see {@link DeepSeekAnswers}. */
    public FakeDeepSeek answers(Function<DeepSeekPrompt, Reply> made) {
        answers = made;
        return this;
    }

    /** Begins its answers, and ends them when the latch is open. */
    public FakeDeepSeek hold(CountDownLatch latch) {
        return answers(prompt -> DeepSeekAnswers.held(prompt, DeepSeekTalk.answer(prompt), latch));
    }

    /** Answers requests to this path with what is made of them; null: as it would have. */
    public FakeDeepSeek at(String path, Function<ReceivedRequest, @Nullable Reply> made) {
        overrides.put(path, made);
        return this;
    }

    /** Wants this solved before a completion: a JSON object. */
    public FakeDeepSeek challenge(String json) {
        challenge = json;
        return this;
    }

    /** Answers that are under way. */
    public int openStreams() {
        return streams.get();
    }

    /** The most that were under way at one time. */
    public int mostOpenStreams() {
        return mostStreams.get();
    }

    /** The host below, for what happens to its connections. */
    public FakeUpstream upstream() {
        return upstream;
    }

    /** What it was asked so far; fails if any of it broke the protocol. */
    public List<ReceivedRequest> requests() {
        return upstream.requests();
    }

    /** The same without the bodies: the path, and the token it showed. */
    public List<String> asked() {
        return requests().stream()
                .map(request -> (request.path() + ' ' + request.key()).strip())
                .toList();
    }

    /** How often a path was asked for. */
    public long count(String path) {
        return requests().stream()
                .filter(request -> request.path().equals(path))
                .count();
    }

    /** The last request to a path. */
    public ReceivedRequest last(String path) {
        return requests().stream()
                .filter(request -> request.path().equals(path))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private Reply answer(ReceivedRequest request) {
        Function<ReceivedRequest, @Nullable Reply> override = overrides.get(request.path());
        Reply made = override == null ? null : override.apply(request);
        if (made != null) {
            return made;
        }
        Node body = Node.parse(request.body());
        if (request.path().equals(LOG_IN)) {
            return logIn(body);
        }
        if (!tokens.contains(request.key())) {
            return DeepSeekAnswers.told(401, 40003, "the token is not valid", "null");
        }
        return switch (request.path()) {
            case SESSION -> open(request.key());
            case COMPLETION -> complete(request.key(), body);
            default -> DeepSeekAnswers.told(404, 404, "no such path", "null");
        };
    }

    private Reply logIn(Node body) {
        String account = body.text("email") + body.text("mobile");
        if (!body.text("password").equals(passwords.get(account))) {
            return DeepSeekAnswers.told(200, 2, "wrong password", "null");
        }
        expire(account);
        String token = account + '/' + logIns.merge(account, 1, Integer::sum);
        tokens.add(token);
        return DeepSeekAnswers.told(200, 0, "", "{\"token\":%s}".formatted(Json.quote(token)));
    }

    private Reply open(String token) {
        String id = "session-" + sessionsOpened.incrementAndGet();
        sessions.put(id, token);
        return DeepSeekAnswers.told(200, 0, "", "{\"id\":\"%s\",\"challenge\":%s}".formatted(id, challenge));
    }

    private Reply complete(String token, Node body) {
        if (!token.equals(sessions.get(body.text("chat_session_id")))) {
            return DeepSeekAnswers.told(404, 404, "no such session", "null");
        }
        Reply reply = answers.apply(DeepSeekPrompt.of(body));
        mostStreams.accumulateAndGet(streams.incrementAndGet(), Math::max);
        return reply.atEnd(streams::decrementAndGet);
    }

    @Override
    public void close() {
        upstream.close();
    }
}
