package dev.parley.server.frontend.openai;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.response.v1.KeptResponse;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.TokenCounts;
import dev.parley.server.conversation.KeptAnswers;
import dev.parley.server.dialect.responses.InputPage;
import dev.parley.server.dialect.responses.ResponsesDialect;
import dev.parley.server.dialect.responses.ResponsesTokenCount;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.http.CallerRoute;
import dev.parley.server.frontend.http.ChatEndpoint;
import dev.parley.server.frontend.http.ChatRuntime;
import dev.parley.server.frontend.http.CountEndpoint;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.Routes;
import dev.parley.server.json.JsonWriter;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/** OpenAI's Responses API: turns, how long their input is, and those of their answers that are kept. */
public final class ResponseRoutes {
    private static final String TURNS = "/v1/responses";
    private static final String KEPT = TURNS + "/{id}";

    private final ChatEndpoint turns;
    private final CountEndpoint inputTokens;
    private final ResponsesDialect dialect;
    private final KeptAnswers answers;
    private final Authenticator access;
    private final ErrorReply errors;

    public ResponseRoutes(
            ResponsesDialect dialect,
            KeptAnswers answers,
            TokenCounts tokens,
            Authenticator access,
            ChatRuntime runtime,
            ErrorReply errors) {
        this.turns = new ChatEndpoint(dialect, access, runtime, errors);
        this.inputTokens = new CountEndpoint(dialect, ResponsesTokenCount::write, access, runtime, tokens, errors);
        this.dialect = dialect;
        this.answers = answers;
        this.access = access;
        this.errors = errors;
    }

    public void register(Routes routes) {
        routes.on(TURNS, Map.of(Method.POST, turns));
        routes.on(TURNS + "/input_tokens", Map.of(Method.POST, inputTokens));
        routes.on(KEPT, Map.of(Method.GET, route(this::get), Method.DELETE, route(this::delete)));
        routes.on(KEPT + "/cancel", Map.of(Method.POST, route(this::cancel)));
        routes.on(KEPT + "/input_items", Map.of(Method.GET, route(this::inputItems)));
    }

    private CallerRoute route(CallerRoute.Reply reply) {
        return new CallerRoute(access, errors, reply);
    }

    /** What {@code include} could add is there in any case. */
    private byte[] get(ServerRequest request, ServerResponse response, Caller caller) {
        if (request.query().first("stream").filter("true"::equals).isPresent()) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UNSUPPORTED,
                            Blame.REQUEST,
                            "unsupported_parameter",
                            "'stream' is true, and a kept answer is whole (expected: leave it out).")
                    .param("stream")
                    .build();
        }
        return dialect.writeKept(answers.get(caller, id(request)));
    }

    private byte[] delete(ServerRequest request, ServerResponse response, Caller caller) {
        String id = id(request);
        answers.delete(caller, id);
        return JsonWriter.document(out -> out.beginObject()
                .field("id", id)
                .field("object", "response")
                .field("deleted", true)
                .endObject());
    }

    /** That API can end answers in the background alone, which there are none of here; ours ends those that stream. */
    private byte[] cancel(ServerRequest request, ServerResponse response, Caller caller) {
        try {
            return dialect.writeKept(answers.cancel(caller, id(request)));
        } catch (ChatException e) {
            if (e.code() == ErrorCode.ERROR_CODE_CONFLICT) {
                throw ChatException.of(
                                ErrorCode.ERROR_CODE_INVALID_REQUEST,
                                Blame.REQUEST,
                                e.error().getReason(),
                                e.error().getMessage())
                        .cause(e)
                        .build();
            }
            throw e;
        }
    }

    private byte[] inputItems(ServerRequest request, ServerResponse response, Caller caller) {
        InputPage page =
                InputPage.of(name -> request.query().first(name).asOptional().orElse(""));
        KeptResponse kept = answers.get(caller, id(request));
        return page.of(dialect.writeInput(kept.getId(), kept.getRequest().getMessagesList()));
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }
}
