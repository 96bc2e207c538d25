package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.LoginRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("COM-13: what cannot be read is told with the field at fault")
class ProtoJsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"expire_hours":"x"}                  | expire_hours
        {"admin_key":"k","expireHours":1e10}  | expireHours
        {"expire_hours":1.5}                  | expire_hours
        {"expire_hours":1e400}                | expire_hours
        {"expire_hours":{}}                   | expire_hours
        {"admin_key":["k","l"]}               | admin_key
        {"nothing":1}                         | nothing
        {"admin_key":                         | line 1 column 14
        """)
    void namesTheField(String json, String named) {
        assertThatThrownBy(() -> ProtoJson.read(json, LoginRequest.newBuilder()))
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("Exception");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"other":[1],"keys":"k"}                   | keys
        {"keys":["k",null]}                        | keys
        {"keys":["k"],"accounts":[{"email":true},{"token":{}}]} | accounts
        """)
    void namesTheField_whereOthersArePassedOver(String json, String named) {
        assertThatThrownBy(() -> ProtoJson.readLeniently(json, ImportRequest.newBuilder()))
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining(named);
    }
}
