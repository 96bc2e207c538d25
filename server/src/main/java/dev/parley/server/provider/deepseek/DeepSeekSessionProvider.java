package dev.parley.server.provider.deepseek;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.deepseek.DeepSeekModel;
import dev.parley.server.dialect.deepseek.SessionFormat;
import dev.parley.server.pool.Credential;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.AccountCheck;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.StopEmulation;
import dev.parley.server.provider.http.HttpHost;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host of DeepSeek's models that has log-in and chat sessions (DS-30, DS-31). */
public final class DeepSeekSessionProvider implements Provider, AccountCheck {
    private final String name;
    private final SessionHost host;
    private final LogIns logIns;
    private final List<Model> listed;

    /**
     * A provider by its settings.
     *
     * @param host where the host is; closed with the provider
     * @param listed what it serves; empty: the known models
     * @param options where its calls go: {@code login-path}, {@code session-path}, {@code completion-path}
     * @param solver null for none
     */
    public DeepSeekSessionProvider(
            String name,
            HttpHost host,
            List<Model> listed,
            SessionFormat format,
            Map<String, String> options,
            @Nullable ChallengeSolver solver) {
        this.name = name;
        this.host = new SessionHost(name, host, format, options, solver);
        this.logIns = new LogIns(this.host);
        this.listed = List.copyOf(listed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChatStream chat(Attempt attempt) {
        DeepSeekModel model = DeepSeekModel.named(attempt.target().model());
        if (model == null) {
            throw DeepSeekModels.unknown(name, attempt.target().model());
        }
        ChatRequest request = attempt.call().request();
        SessionStream answer = new SessionStream(
                StopEmulation.without(attempt.withRequest(DeepSeekModels.met(request))),
                model.answering(request.getReasoning()),
                host,
                logIns);
        return StopEmulation.of(answer, request.getSampling().getStopSequencesList());
    }

    @Override
    public List<Model> models(Credential credential) {
        return listed.isEmpty() ? DeepSeekModels.list(name) : listed;
    }

    @Override
    public void logIn(Lease lease) {
        new SessionCheck(host, logIns, lease).token();
    }

    @Override
    public void check(Lease lease) {
        new SessionCheck(host, logIns, lease).run();
    }

    @Override
    public void close() {
        host.close();
    }
}
