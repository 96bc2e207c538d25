package dev.parley.server.config;

import java.util.List;

/**
 * A listener with the personality of one seed system.
 *
 * @param enabled whether it is opened; {@code --profile NAME} turns it on
 * @param provider the provider that serves this listener; empty: all
 * @param apiKeys its caller keys
 * @param queryKeys whether keys are taken from the address too, as {@code ?key=} (GM-01)
 * @param allowAnonymous whether calls without a key are served; on loopback only unless {@code allowRemoteAnonymous}
 * @param openModels whether the model list wants no key
 * @param defaultModel for requests that name no model; empty: refused
 * @param maxChoices how many answers a request may ask for
 * @param usageOnFinish as {@code streaming.usage-on-finish} for this listener; {@code AUTO}: just as that (B11)
 * @param authErrorType the {@code type} of OpenAI's error for a caller key that is missing or wrong (GM-03)
 * @param nullFields whether whole OpenAI answers hold {@code refusal} and {@code logprobs} as null
 * @param looseMessages whether OpenAI messages without a role, or mere texts, are taken as the user's (PUT-24)
 * @param legacyErrors whether errors are {@code {"error": "text"}} and a wrong key is 403, as in Puter's proxy (PUT-05)
 * @param keyRoutes whether the listener shows and administers its provider's keys, as the MegaLLM proxy does
 * @param modelPermission whether rows of the OpenAI model list hold an empty {@code permission} (DS-34)
 * @param registryModels whether the model list is the registry's, if that has models of the provider, and its rows tell
 *     what more is known of them (GM-10)
 * @param unknownModel what a model is that nobody knows (DS-35)
 * @param claudeMappingFirst as {@code routes.claude-mapping.first}, for this listener alone
 * @param admin whether the listener serves the admin API
 * @param revealKeys whether its admin API shows caller keys whole (AD-06)
 * @param management whether the listener serves the management API, if that is on
 * @param directTokens whether an unknown caller key is taken as a token for the listener's provider (DS-05)
 * @param metrics whether the listener shows the metrics, at {@code metrics.path}
 */
public record ProfileSettings(
        boolean enabled,
        String host,
        int port,
        String provider,
        List<Secret> apiKeys,
        boolean queryKeys,
        boolean allowAnonymous,
        boolean allowRemoteAnonymous,
        boolean openModels,
        String defaultModel,
        int maxChoices,
        Toggle usageOnFinish,
        String authErrorType,
        boolean nullFields,
        boolean looseMessages,
        boolean legacyErrors,
        boolean keyRoutes,
        boolean modelPermission,
        boolean registryModels,
        UnknownModel unknownModel,
        boolean claudeMappingFirst,
        boolean admin,
        boolean revealKeys,
        boolean management,
        boolean directTokens,
        boolean metrics) {

    /** What callers hear of a model that nobody knows. */
    public enum UnknownModel {
        /** 404. */
        NOT_FOUND,
        /** 503. */
        UNAVAILABLE
    }
}
