package dev.parley.server.frontend.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.parley.admin.v1.Account;
import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.ClaudeMapping;
import dev.parley.admin.v1.Config;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.LoginRequest;
import dev.parley.admin.v1.LoginResponse;
import dev.parley.admin.v1.QueueStatus;
import dev.parley.admin.v1.SyncVercelRequest;
import dev.parley.admin.v1.TestAllAccountsResponse;
import dev.parley.admin.v1.TestServiceResponse;
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.admin.v1.VercelConfig;
import dev.parley.admin.v1.VercelStatus;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.http.ProtoJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("AD-02..AD-16: the seed's JSON")
class PlainShapeTest {
    private static final Value NULL =
            Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();

    static Stream<Arguments> answers() throws Exception {
        return Stream.of(
                arguments(
                        "numbers are numbers",
                        LoginResponse.newBuilder()
                                .setSuccess(true)
                                .setToken("t")
                                .setExpiresIn(1L << 53)
                                .build(),
                        "{\"success\":true,\"token\":\"t\",\"expires_in\":9007199254740992}"),
                arguments(
                        "zeros and empty lists are printed",
                        QueueStatus.newBuilder().setTotal(4).build(),
                        "{\"available\":0,\"in_use\":0,\"total\":4,\"available_accounts\":[],\"in_use_accounts\":[],"
                                + "\"max_inflight_per_account\":0,\"recommended_concurrency\":0,"
                                + "\"in_use_account_count\":0,\"waiting\":0,\"max_queue_size\":0}"),
                arguments(
                        "what is empty is printed within a message, too",
                        Config.newBuilder()
                                .addKeys("k\"1")
                                .addAccounts(
                                        Account.newBuilder().setEmail("a@x.org").setHasToken(true))
                                .setClaudeMapping(ClaudeMapping.newBuilder().setFast("深"))
                                .build(),
                        "{\"keys\":[\"k\\\"1\"],\"accounts\":[{\"identifier\":\"\",\"email\":\"a@x.org\",\"mobile\":\"\","
                                + "\"has_password\":false,\"has_token\":true,\"token_preview\":\"\"}],"
                                + "\"claude_mapping\":{\"fast\":\"深\",\"slow\":\"\"},\"key_ids\":[],"
                                + "\"readonly_store\":false}"),
                arguments(
                        "messages and optional fields that are unset are left out",
                        TestAllAccountsResponse.newBuilder()
                                .addResults(AccountTest.newBuilder().setResponseTime(1240))
                                .addResults(AccountTest.newBuilder().setThinking(""))
                                .build(),
                        "{\"total\":0,\"success\":0,\"failed\":0,\"results\":[{\"account\":\"\",\"success\":false,"
                                + "\"response_time\":1240,\"message\":\"\",\"model\":\"\"},{\"account\":\"\","
                                + "\"success\":false,\"response_time\":0,\"message\":\"\",\"model\":\"\","
                                + "\"thinking\":\"\"}]}"),
                arguments(
                        "no config has no mapping",
                        Config.getDefaultInstance(),
                        "{\"keys\":[],\"accounts\":[]," + "\"key_ids\":[],\"readonly_store\":false}"),
                arguments(
                        "texts or null",
                        VercelConfig.newBuilder()
                                .setProjectId(Value.newBuilder().setStringValue("prj_x"))
                                .setTeamId(NULL)
                                .build(),
                        "{\"has_token\":false,\"project_id\":\"prj_x\",\"team_id\":null}"),
                arguments(
                        "whole numbers have no fraction",
                        VercelStatus.newBuilder()
                                .setSynced(true)
                                .setLastSyncTime(Value.newBuilder().setNumberValue(1738400000))
                                .build(),
                        "{\"synced\":true,\"last_sync_time\":1738400000,\"has_synced_before\":false}"),
                arguments(
                        "a foreign document comes through",
                        TestServiceResponse.newBuilder()
                                .setStatusCode(200)
                                .setResponse(struct("{\"z\":1,\"a\":[1.5,-0.25,1e20,{\"b\":null,\"c\":[]},true,\"\"],"
                                        + "\"big\":9007199254740991,\"o\":{}}"))
                                .build(),
                        "{\"success\":false,\"status_code\":200,\"response\":{\"z\":1,\"a\":[1.5,-0.25,"
                                + "100000000000000000000,{\"b\":null,\"c\":[]},true,\"\"],\"big\":9007199254740991,"
                                + "\"o\":{}}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void writes(String name, Message message, String json) {
        assertThat(JsonShape.PLAIN.write(message)).isEqualTo(json);
    }

    static Stream<Arguments> requests() {
        LoginRequest login =
                LoginRequest.newBuilder().setAdminKey("k").setExpireHours(5).build();
        return Stream.of(
                arguments("{\"admin_key\":\"k\",\"expire_hours\":5}", login),
                arguments("{\"adminKey\":\"k\",\"expireHours\":5.0}", login),
                arguments("{\"admin_key\":\"k\",\"expire_hours\":5,\"remember\":{\"me\":[true]}}", login),
                arguments("{\"admin_key\":null,\"expire_hours\":null}", LoginRequest.getDefaultInstance()),
                arguments("", LoginRequest.getDefaultInstance()),
                arguments(" \n", LoginRequest.getDefaultInstance()),
                arguments("{}", LoginRequest.getDefaultInstance()),
                arguments("{\"keys\":null,\"accounts\":[]}", ImportRequest.getDefaultInstance()),
                arguments(
                        "{\"auto_validate\":false,\"save_credentials\":null}",
                        SyncVercelRequest.newBuilder().setAutoValidate(false).build()));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void reads(String json, Message message) throws Exception {
        Message.Builder read = message.newBuilderForType();

        JsonShape.PLAIN.read(json, read);

        assertThat(read.build()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"keys":"canary"}                  | keys has another type, or is out of bounds (expected: a list of string).
        {"keys":[null]}                    | keys
        {"accounts":[{"email":{"canary":1}}]} | accounts
        {"accounts":["canary"]}            | (expected: a list of NewAccount)
        {"claudeMapping":"canary"}         | claudeMapping has another type, or is out of bounds (expected: ClaudeMapping)
        {"keys":["canary"                  | line 1
        ["canary"]                         | is no JSON object
        null                               | is no JSON object
        """)
    @DisplayName("SEC-01: bad values are told by their field, and not repeated")
    void refusesOtherTypes(String json, String named) {
        assertThatThrownBy(() -> JsonShape.PLAIN.read(json, ImportRequest.newBuilder()))
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("canary");
    }

    @Test
    @DisplayName("AD-16: an error is its text")
    void writesErrors() {
        ChatError error = ChatError.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_NOT_FOUND)
                .setReason("r")
                .setMessage("no \"k\"")
                .build();

        assertThat(new String(JsonShape.PLAIN.writeError(error, "id"), StandardCharsets.UTF_8))
                .isEqualTo("{\"detail\":\"no \\\"k\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"keys":[]}                                      | keys
        {"claudeMapping":{"fast":"m"},"keys":["k"]}      | keys,claude_mapping
        {"claude_mapping":{},"accounts":null,"other":1}  | claude_mapping
        {"keys":["k"],"updateMask":"accounts"}           | accounts
        {"keys":["k"],"update_mask":null}                | keys
        {}                                               | ``
        ``                                               | ``
        """)
    @DisplayName("AIP-134: without a mask, what the body holds is meant")
    void fillsTheMask(String body, String paths) throws Exception {
        UpdateConfigRequest.Builder request = UpdateConfigRequest.newBuilder();
        JsonShape.PLAIN.read(body, request);

        UpdateMask.fill(request, body);

        assertThat(request.getUpdateMask().getPathsList())
                .isEqualTo(paths.isEmpty() ? List.of() : List.of(paths.split(",")));
        assertThat(request.hasUpdateMask()).isEqualTo(!paths.isEmpty());
    }

    private static Struct struct(String json) throws InvalidProtocolBufferException {
        Struct.Builder struct = Struct.newBuilder();
        ProtoJson.read(json, struct);
        return struct.build();
    }
}
