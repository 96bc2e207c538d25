package dev.parley.testkit;

import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Google's Gemini API and its host of access tokens, as strict as the real ones: it knows its keys and its accounts,
 * verifies what service accounts sign, and refuses what the API would. A credential can be told to fail. Accounts are
 * named by their refresh token or their email, and so are their calls counted; keys by themselves.
 */
public final class FakeGemini implements AutoCloseable {
    /** Where tokens are fetched, below {@link #url()}. */
    public static final String TOKENS = GeminiTokens.PATH;

    private static final Pattern METHOD = Pattern.compile(
            "/(?:v1beta|v1/projects/[^/]+/locations/[^/]+/publishers/google)/models/([^/:]+):(\\w+)(?:\\?alt=sse)?");
    private static final Pattern LIST =
            Pattern.compile("/(?:v1beta/models|v1beta1/publishers/google/models)(?:\\?(.*))?");

    private final FakeUpstream upstream;
    private final GeminiTokens tokens = new GeminiTokens();
    private final GeminiCatalog catalog = new GeminiCatalog();
    private final GeminiScript script = new GeminiScript();
    private final GeminiControl control = new GeminiControl(this, script);
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private volatile BiFunction<String, ReceivedRequest, Reply> answers = GeminiTalk::answer;
    private volatile int tokenFault;

    /** A host on a free port that knows these API keys. */
    public FakeGemini(String... keys) {
        this(0, keys);
    }

    private FakeGemini(int port, String... keys) {
        upstream = FakeUpstream.gemini(port, this::answer);
        this.keys.addAll(List.of(keys));
    }

    /**
     * Runs one until the process ends, and says in one line when it is ready. Scripts tell it more at
     * {@code /fake/know}, {@code /fake/fail} and {@code /fake/heal}, and read {@code /fake/calls}: see
     * {@link GeminiControl}.
     *
     * @param arguments the port (0 for any), and the API keys that it is to know
     */
    public static void main(String... arguments) throws InterruptedException {
        String[] keys = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
        try (FakeGemini host = new FakeGemini(Integer.parseInt(arguments[0]), keys)) {
            System.out.println("fake Gemini at " + host.url());
            new CountDownLatch(1).await();
        }
    }

    /** Where it is: the provider's base-url. */
    public String url() {
        return upstream.origin();
    }

    /** Knows one more API key. */
    public FakeGemini know(String key) {
        keys.add(key);
        return this;
    }

    /** Knows a user's account by its refresh token; {@code client} is {@code id:secret}. */
    public FakeGemini knowUser(String refreshToken, String client) {
        tokens.knowUser(refreshToken, client);
        return this;
    }

    /** Knows a service account by its email, and by the key that verifies what it signs. */
    public FakeGemini knowRobot(String email, PublicKey key) {
        tokens.knowRobot(email, key);
        return this;
    }

    /** Knows a key or an account no more. */
    public FakeGemini forget(String credential) {
        keys.remove(credential);
        tokens.forget(credential);
        return this;
    }

    /** Takes no token of an account that it has given out so far. */
    public FakeGemini expire(String account) {
        tokens.expire(account);
        return this;
    }

    /** Gives tokens this long to live from now on. */
    public FakeGemini tokenLifetime(int seconds) {
        tokens.lifetime(seconds);
        return this;
    }

    /** Answers every request for a token with this status; 0: as it should. */
    public FakeGemini failTokens(int status) {
        tokenFault = status;
        return this;
    }

    /** Has no such model any more. */
    public FakeGemini without(String... models) {
        List.of(models).forEach(catalog::remove);
        return this;
    }

    /**
     * Answers a credential's calls with this status.
     *
     * @param times how often; 0: until {@link #heal}
     * @param seconds until the next try, for 429; 0: untold
     */
    public FakeGemini fail(String credential, int status, int times, int seconds) {
        script.fail(credential, status, times, seconds);
        return this;
    }

    public FakeGemini heal(String credential) {
        script.heal(credential);
        return this;
    }

    /** Answers prompts so, by the model and the request. */
    public FakeGemini answers(BiFunction<String, ReceivedRequest, Reply> made) {
        answers = made;
        return this;
    }

    /** How often a key or an account was used, for whatever; tokens that were fetched are not counted. */
    public int calls(String credential) {
        return script.calls(credential);
    }

    /** How often an account got a token. */
    public int fetches(String account) {
        return tokens.fetches(account);
    }

    /** The host below, for what happens to its connections. */
    public FakeUpstream upstream() {
        return upstream;
    }

    /** What it was asked so far; fails if any of it broke the API's rules. */
    public List<ReceivedRequest> requests() {
        return upstream.requests();
    }

    /** The paths that it was asked for so far. */
    public List<String> asked() {
        return requests().stream().map(ReceivedRequest::path).toList();
    }

    /** The API's rules are not for the other paths. */
    static void check(ReceivedRequest request) {
        if (!request.path().equals(TOKENS) && !request.path().startsWith(GeminiControl.PATH)) {
            GeminiRules.check(request);
        }
    }

    private Reply answer(ReceivedRequest request) {
        if (request.path().startsWith(GeminiControl.PATH)) {
            return control.answer(request);
        }
        if (request.path().equals(TOKENS)) {
            return tokenFault == 0 ? tokens.answer(request, url()) : Reply.json(tokenFault, "{}");
        }
        String credential = credential(request);
        if (credential == null) {
            return request.header("x-goog-api-key").isEmpty() ? GeminiFault.badToken() : GeminiAnswers.badKey();
        }
        Reply trouble = script.use(credential);
        return trouble == null ? served(request) : trouble;
    }

    /** Who asks; null if it is not known. */
    private @Nullable String credential(ReceivedRequest request) {
        String key = request.header("x-goog-api-key");
        if (!key.isEmpty()) {
            return keys.contains(key) ? key : null;
        }
        return tokens.owner(request.key());
    }

    private Reply served(ReceivedRequest request) {
        Matcher list = LIST.matcher(request.path());
        if (list.matches()) {
            return catalog.page(list.group(1) == null ? "" : list.group(1));
        }
        Matcher method = METHOD.matcher(request.path());
        if (!method.matches() || !catalog.has(method.group(1))) {
            return GeminiFault.noModel(method.matches() ? method.group(1) : "");
        }
        return method.group(2).equals("countTokens")
                ? GeminiAnswers.count(Answer.INPUT)
                : answers.apply(method.group(1), request);
    }

    @Override
    public void close() {
        upstream.close();
    }
}
