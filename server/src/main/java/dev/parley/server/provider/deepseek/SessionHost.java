package dev.parley.server.provider.deepseek;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.config.Secret;
import dev.parley.server.dialect.deepseek.Challenge;
import dev.parley.server.dialect.deepseek.DeepSeekModel;
import dev.parley.server.dialect.deepseek.SessionDialect;
import dev.parley.server.dialect.deepseek.SessionFormat;
import dev.parley.server.dialect.deepseek.SessionReply;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.LogIn;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.http.HostQuestion;
import dev.parley.server.provider.http.HttpHost;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The three calls of a host with sessions (DS-31, {@code docs/deepseek-session.md}). Thread-safe. */
final class SessionHost implements AutoCloseable {
    private static final String CHALLENGE_ANSWER = "X-Challenge-Answer";

    private final String provider;
    private final HttpHost host;
    private final SessionFormat format;
    private final Paths paths;
    private final @Nullable ChallengeSolver solver;

    /** Where the calls go, below the host's address. */
    private record Paths(String logIn, String session, String completion) {
        static Paths of(Map<String, String> options) {
            return new Paths(
                    path(options, "login-path", "auth/login"),
                    path(options, "session-path", "chat/sessions"),
                    path(options, "completion-path", "chat/completions"));
        }

        private static String path(Map<String, String> options, String name, String unset) {
            return options.getOrDefault(name, unset).replaceFirst("^/", "");
        }
    }

    SessionHost(
            String provider,
            HttpHost host,
            SessionFormat format,
            Map<String, String> options,
            @Nullable ChallengeSolver solver) {
        this.provider = provider;
        this.host = host;
        this.format = format;
        this.paths = Paths.of(options);
        this.solver = solver;
    }

    /**
     * A token for the account. Blocks until the host has answered.
     *
     * @throws ChatException blame CREDENTIAL if the host refused the account
     */
    Secret logIn(LogIn account) {
        String password = account.password().reveal();
        byte[] asked = SessionReply.logIn(account.email(), account.mobile(), password);
        try (HostQuestion question = host.question(paths.logIn, Map.of(), asked)) {
            return Secret.of(SessionReply.token(provider, question.answer()));
        } catch (ChatException e) {
            throw refused(e.without(password));
        }
    }

    /** The question that opens a session. */
    HostQuestion open(Secret token) {
        return host.question(paths.session, Bearer.of(token), SessionReply.open());
    }

    /** The session that was opened. */
    SessionReply.Opened opened(byte[] answer) {
        return SessionReply.opened(provider, answer);
    }

    /**
     * The answer within a session; nothing is sent before its first {@code next()}.
     *
     * @throws ChatException UPSTREAM_FAILED {@code challenge_unsupported} if the host wants something solved first
     */
    ChatStream complete(Attempt attempt, SessionReply.Opened session, DeepSeekModel model, Secret token) {
        Map<String, String> shown = new LinkedHashMap<>(Bearer.of(token));
        if (session.challenge() != null) {
            shown.put(CHALLENGE_ANSWER, solve(session.challenge()));
        }
        ChatCall call = attempt.call();
        return host.speaking(new SessionDialect(format, session.id(), model))
                .chat(
                        new Attempt(call.streamed(), attempt.target(), attempt.lease(), attempt.tries()),
                        call.request(),
                        paths.completion,
                        shown);
    }

    @Override
    public void close() {
        host.close();
    }

    private String solve(Challenge challenge) {
        if (solver == null) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                            Blame.GATEWAY,
                            "challenge_unsupported",
                            ("The host of provider '%s' wants a challenge solved ('%s'), and no solver is set"
                                            + " (setting providers.%s.options.challenge-solver).")
                                    .formatted(provider, challenge.type(), provider))
                    .build();
        }
        return solver.solve(challenge);
    }

    /**
     * A host that answered and gave no token refused the account, in whatever words; limits and faults are no refusal.
     */
    private ChatException refused(ChatException failure) {
        boolean answered = failure.error().hasUpstream()
                && failure.error().getUpstream().getHttpStatus() < 500
                && failure.code() != ErrorCode.ERROR_CODE_RATE_LIMITED;
        if (!answered) {
            return failure;
        }
        var upstream = failure.error().getUpstream();
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.CREDENTIAL,
                        "upstream_auth_failed",
                        "Provider '%s' refused the log-in of an account: %s"
                                .formatted(provider, failure.error().getMessage()))
                .upstream(provider, upstream.getHttpStatus(), upstream.getNativeCode())
                .cause(failure)
                .build();
    }
}
