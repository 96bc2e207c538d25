package dev.parley.server.provider.deepseek;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.config.Secret;
import dev.parley.server.dialect.deepseek.DeepSeekModel;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Credential;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.AccountCheck;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.http.HostQuestion;
import dev.parley.server.provider.http.HttpHost;
import dev.parley.server.routing.Target;
import java.util.List;

/** DeepSeek's public API, which is OpenAI's but for what it wants to hear of thoughts (DS-30). */
public final class DeepSeekApiProvider implements Provider, AccountCheck {
    private final String name;
    private final HttpHost host;
    private final List<Model> listed;
    private final ReasoningHistory history;

    /**
     * A provider by its settings.
     *
     * @param host the API; closed with the provider
     * @param listed what it serves; empty: the known models
     */
    public DeepSeekApiProvider(String name, HttpHost host, List<Model> listed, ReasoningHistory history) {
        this.name = name;
        this.host = host;
        this.listed = List.copyOf(listed);
        this.history = history;
    }

    @Override
    public String name() {
        return name;
    }

    /** A model that is not known is the host's to know. */
    @Override
    public ChatStream chat(Attempt attempt) {
        String asked = attempt.target().model();
        DeepSeekModel known = DeepSeekModel.named(asked);
        if (known != null && known.searches()) {
            throw DeepSeekModels.noSearch(name, known);
        }
        ChatRequest wanted = attempt.call().request();
        String model =
                known == null ? asked : known.answering(wanted.getReasoning()).id();
        ChatRequest request = history.fit(known == null ? wanted : DeepSeekModels.met(wanted), model);
        Attempt named = new Attempt(attempt.call(), new Target(name, model), attempt.lease(), attempt.tries());
        return host.chat(
                named,
                request,
                "chat/completions",
                Bearer.of(attempt.lease().credential().secret()));
    }

    @Override
    public List<Model> models(Credential credential) {
        return listed.isEmpty() ? DeepSeekModels.list(name) : listed;
    }

    /** The public API has no log-in: an account is its key. */
    @Override
    public void logIn(Lease lease) {
        check(lease);
    }

    /** Asks for the balance, which needs the key and tells whether a chat would be paid for. */
    @Override
    public void check(Lease lease) {
        Secret key = lease.credential().secret();
        try (HostQuestion question = host.question(Balance.PATH, Bearer.of(key))) {
            Balance.require(question.answer());
        } catch (ChatException e) {
            throw e.without(key.reveal());
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
