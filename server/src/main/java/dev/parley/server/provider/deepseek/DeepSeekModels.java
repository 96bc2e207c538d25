package dev.parley.server.provider.deepseek;

import com.google.protobuf.Timestamp;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.model.v1.Model;
import dev.parley.server.dialect.deepseek.DeepSeekModel;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.Arrays;
import java.util.List;

/** The models as they are listed (DS-34), and what is wrong with a name. */
final class DeepSeekModels {
    private static final Timestamp CREATED =
            Timestamp.newBuilder().setSeconds(1_677_610_602L).build();

    private DeepSeekModels() {}

    static List<Model> list(String provider) {
        return Arrays.stream(DeepSeekModel.values())
                .map(model -> Model.newBuilder()
                        .setId(model.id())
                        .setProvider(provider)
                        .setOwnedBy("deepseek")
                        .setCreateTime(CREATED)
                        .build())
                .toList();
    }

    /** The request without the wish for no thinking, which the choice of the model has met (CL-05). */
    static ChatRequest met(ChatRequest request) {
        return DeepSeekModel.turnsThinkingOff(request.getReasoning())
                ? request.toBuilder().clearReasoning().build()
                : request;
    }

    /** There is no such model (DS-35). */
    static ChatException unknown(String provider, String name) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_NOT_FOUND,
                        Blame.REQUEST,
                        "model_not_found",
                        "Provider '%s' has no model '%s' (expected: one of %s)."
                                .formatted(
                                        provider,
                                        name,
                                        Arrays.stream(DeepSeekModel.values())
                                                .map(DeepSeekModel::id)
                                                .toList()))
                .param("model")
                .build();
    }

    /** The vendor's API does not search (DS-34). */
    static ChatException noSearch(String provider, DeepSeekModel model) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNSUPPORTED,
                        Blame.REQUEST,
                        "unsupported_model_feature",
                        ("The host of provider '%s' does not search, as '%s' would (expected: a model without -search,"
                                        + " or setting providers.%s.options.form: session).")
                                .formatted(provider, model.id(), provider))
                .param("model")
                .build();
    }
}
