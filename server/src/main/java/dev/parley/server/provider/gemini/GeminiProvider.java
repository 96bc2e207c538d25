package dev.parley.server.provider.gemini;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Tool;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.chat.ParallelStream;
import dev.parley.server.credential.TokenHosts;
import dev.parley.server.dialect.gemini.GeminiCountRequest;
import dev.parley.server.dialect.gemini.GeminiDialect;
import dev.parley.server.dialect.gemini.GeminiModel;
import dev.parley.server.dialect.gemini.GeminiModels;
import dev.parley.server.dialect.gemini.GeminiSearch;
import dev.parley.server.dialect.gemini.GeminiTokenCount;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Credential;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.AccountCheck;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Embedder;
import dev.parley.server.provider.ImageMaker;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.Renewals;
import dev.parley.server.provider.TokenCounter;
import dev.parley.server.provider.WebSearch;
import dev.parley.server.provider.http.HostQuestion;
import dev.parley.server.provider.http.HttpHost;
import dev.parley.server.provider.http.Upstream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A host of Gemini's models: the public API, or Vertex AI (GM-17). Its credentials are API keys, which go into a header
 * and never into an address, and credential files, whose accounts have tokens.
 */
public final class GeminiProvider implements Provider, Embedder, ImageMaker, TokenCounter, AccountCheck, WebSearch {
    /** Who made the models. */
    private static final String OWNER = "google";

    private static final String GEMINI = "gemini";

    /** Tokens of a model that does not tell. */
    private static final int CONTEXT = 1 << 20;

    private static final String PAGE = "?pageSize=100";
    private static final int PAGES_MOST = 50;

    private final String name;
    private final HttpHost host;
    private final GeminiPaths paths;
    private final List<Model> listed;
    private final Accounts accounts;

    /**
     * A provider by its settings.
     *
     * @param host the API, without its version; closed with the provider
     * @param listed what it serves; empty: the host is asked
     * @param tokens over what connections access tokens are fetched; those of the host, which it closes
     * @param hosts where they may be fetched
     * @param renewals hears of each fetch
     */
    public GeminiProvider(
            String name,
            HttpHost host,
            GeminiPaths paths,
            List<Model> listed,
            Upstream tokens,
            TokenHosts hosts,
            Renewals renewals,
            InstantSource clock) {
        this.name = name;
        this.host = host;
        this.paths = paths;
        this.listed = List.copyOf(listed);
        this.accounts = new Accounts(new GoogleTokens(name, tokens, renewals), hosts, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChatStream chat(Attempt attempt) {
        return asked(
                attempt,
                attempt.call().request().getOutputFormat().hasImage() ? pictures(attempt.asWhole()) : turn(attempt));
    }

    @Override
    public ChatStream embed(Attempt attempt, EmbedRequest request, Taker taker) {
        GeminiVectors vectors = GeminiVectors.of(paths, attempt.target().model());
        String path = paths.method(attempt.target().model(), vectors.method());
        return asked(
                attempt,
                shown -> host.embed(attempt, request, vectors.form(), vectors.most(), path, shown.headers(), taker));
    }

    private Function<Shown, ChatStream> turn(Attempt attempt) {
        boolean whole = attempt.call().whole();
        String path =
                paths.method(attempt.target().model(), whole ? "generateContent" : "streamGenerateContent?alt=sse");
        return shown -> host.chat(attempt, attempt.call().request(), path, shown.headers());
    }

    /** The host makes one picture at a time, so each is a question of its own (GM-16). */
    private Function<Shown, ChatStream> pictures(Attempt attempt) {
        ChatRequest.Builder one = attempt.call().request().toBuilder();
        int count = Math.max(1, one.getSampling().getCandidates());
        one.getSamplingBuilder().clearCandidates();
        ChatRequest request = one.build();
        String path = paths.method(attempt.target().model(), "generateContent");
        return shown -> ParallelStream.of(count, () -> host.chat(attempt, request, path, shown.headers()));
    }

    @Override
    public boolean makesImages(String model) {
        return GeminiDialect.makesPictures(model);
    }

    @Override
    public List<Model> models(Credential credential) {
        List<Model> models = listed.isEmpty() ? asked(credential, this::pages) : listed;
        return models.stream().map(GeminiProvider::complete).toList();
    }

    @Override
    public long countTokens(ChatRequest request, String model, Credential credential) {
        byte[] question = paths.vertex()
                ? GeminiCountRequest.writeForVertex(request, model)
                : GeminiCountRequest.write(request, model);
        String path = paths.method(model, "countTokens");
        return GeminiTokenCount.read(asked(credential, shown -> host.ask(request, path, shown.headers(), question)));
    }

    /** Sees to an access token; a key is none and is not looked at. */
    @Override
    public void logIn(Lease lease) {
        asked(lease.credential(), shown -> shown);
    }

    @Override
    public Tool searchTool() {
        return GeminiSearch.TOOL;
    }

    /** Asks for one model of the list, which needs the credential and costs no tokens. */
    @Override
    public void check(Lease lease) {
        asked(lease.credential(), shown -> page("?pageSize=1", shown));
    }

    @Override
    public void forget(Credential credential) {
        accounts.forget(credential.id());
    }

    @Override
    public void close() {
        host.close();
    }

    /** The answer to an attempt. */
    private ChatStream asked(Attempt attempt, Function<Shown, ChatStream> question) {
        Credential credential = attempt.lease().credential();
        Account account = accounts.of(credential);
        return account == null
                ? question.apply(Accounts.key(credential))
                : new GeminiStream(attempt.tries(), account, question);
    }

    /** The host's answer to a question; a token that it refuses is got anew, once. */
    private <T> T asked(Credential credential, Function<Shown, T> question) {
        Account account = accounts.of(credential);
        if (account == null) {
            return masked(question, Accounts.key(credential));
        }
        Shown shown = Accounts.await(account.shown());
        try {
            return masked(question, shown);
        } catch (ChatException e) {
            if (!TokenFailures.isRefusal(e) || !account.isRenewable()) {
                throw e;
            }
            account.forget(shown);
        }
        return masked(question, Accounts.await(account.shown()));
    }

    private static <T> T masked(Function<Shown, T> question, Shown shown) {
        try {
            return question.apply(shown);
        } catch (ChatException e) {
            throw e.without(shown.secret().reveal());
        }
    }

    private List<Model> pages(Shown shown) {
        List<Model> models = new ArrayList<>();
        String next = "";
        for (int i = 0; i < PAGES_MOST && (i == 0 || !next.isEmpty()); i++) {
            String token = next.isEmpty() ? "" : "&pageToken=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            GeminiModels page = GeminiModels.read(page(PAGE + token, shown));
            page.models().stream()
                    .filter(GeminiProvider::serves)
                    .map(this::model)
                    .forEach(models::add);
            next = page.nextPageToken();
        }
        return models;
    }

    private byte[] page(String query, Shown shown) {
        try (HostQuestion question = host.question(paths.list() + query, shown.headers())) {
            return question.answer();
        }
    }

    /** Vertex AI lists what is not Gemini too, and does not tell what any of it can do. */
    private static boolean serves(GeminiModel model) {
        return (model.chats() || model.embeds())
                && (!model.methods().isEmpty() || model.id().startsWith(GEMINI));
    }

    private Model model(GeminiModel model) {
        return Model.newBuilder()
                .setProvider(name)
                .setId(model.id())
                .setDisplayName(model.displayName())
                .setDescription(model.description())
                .setContextLength(model.inputTokens())
                .build();
    }

    /** A model with what is true of all of them where it does not tell. */
    public static Model complete(Model model) {
        Model.Builder complete = model.toBuilder();
        if (model.getOwnedBy().isEmpty()) {
            complete.setOwnedBy(OWNER);
        }
        if (model.getContextLength() == 0) {
            complete.setContextLength(CONTEXT);
        }
        return complete.build();
    }
}
