package dev.parley.server.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.server.credential.CredentialException.Problem;
import dev.parley.server.credential.CredentialFile.Kind;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MA-25, MA-27: credential files")
class CredentialFileTest {
    private static final TokenHosts HOSTS =
            new TokenHosts(Set.of("oauth2.googleapis.com", "localhost", "tokens.example.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'oauth','email':'ann@example.com','project_id':'p1','client_id':'c','client_secret':'canary-1',"
                        + "'token_uri':'https://oauth2.googleapis.com/token','access_token':'canary-2',"
                        + "'refresh_token':'canary-3','expires_at':'2030-01-31T13:00:00+01:00'}",
                "{'Type':'OAuth','EMAIL':'ann@example.com','ProjectID':'p1','ClientID':'c','CLIENT_SECRET':'canary-1',"
                        + "'TokenUri':'https://oauth2.googleapis.com/token','AccessToken':'canary-2',"
                        + "'RefreshToken':'canary-3','Expiry':1896091200}",
                "{'email':'ann@example.com','quota_project_id':'p1','client_id':'c','client_secret':'canary-1','id':null,"
                        + "'token_uri':'https://oauth2.googleapis.com/token','token':' canary-2 ',"
                        + "'refresh_token':'canary-3','expiry':'1896091200000','scopes':['canary-4']}",
                "{'type':'authorized_user','account':'canary-4','email':'ann@example.com','quota_project_id':'p1',"
                        + "'client_id':'c','client_secret':'canary-1','token':'canary-2','refresh_token':'canary-3',"
                        + "'expiry':'2030-01-31T12:00:00Z'}"
            })
    void readsOAuth_howeverItIsSpelt(String json) {
        CredentialFile file = CredentialFile.parse(text(json), "ann", HOSTS);

        assertThat(file.id()).isEqualTo("ann");
        assertThat(file.kind()).isEqualTo(Kind.OAUTH);
        assertThat(file.email()).isEqualTo("ann@example.com");
        assertThat(file.projectId()).isEqualTo("p1");
        assertThat(file.clientId()).isEqualTo("c");
        assertThat(file.clientSecret().reveal()).isEqualTo("canary-1");
        assertThat(file.accessToken().reveal()).isEqualTo("canary-2");
        assertThat(file.refreshToken().reveal()).isEqualTo("canary-3");
        assertThat(file.tokenUri()).isEqualTo(URI.create("https://oauth2.googleapis.com/token"));
        assertThat(file.expiresAt()).isEqualTo(Instant.parse("2030-01-31T12:00:00Z"));
        assertThat(file.redacted()).contains("ann@example.com", "\"***\"").doesNotContain("canary");
        assertThat(file.toString()).doesNotContain("canary");
    }

    @Test
    void readsApiKey() {
        CredentialFile file = CredentialFile.parse(text("{'id':'bob','api_key':'canary'}"), "x", HOSTS);

        assertThat(file.kind()).isEqualTo(Kind.API_KEY);
        assertThat(file.kind().word()).isEqualTo("api_key");
        assertThat(file.id()).isEqualTo("bob");
        assertThat(file.apiKey().reveal()).isEqualTo("canary");
        assertThat(file.redacted()).isEqualTo(text("{'id':'bob','api_key':'***'}"));
    }

    @Test
    void readsServiceAccount() throws Exception {
        String json =
                "{'type':'service_account','project_id':'p1','private_key_id':'k1','private_key':'%s',".formatted(pem())
                        + "'client_email':'robot@p1.example','client_id':'7','token_uri':'http://localhost:99/token'}";

        CredentialFile file = CredentialFile.parse(text(json), "robot", HOSTS);

        assertThat(file.kind()).isEqualTo(Kind.SERVICE_ACCOUNT);
        assertThat(file.email()).isEqualTo("robot@p1.example");
        assertThat(file.tokenUri()).isEqualTo(URI.create("http://localhost:99/token"));
        assertThat(file.privateKey().reveal()).startsWith("-----BEGIN " + "PRIVATE KEY-----\n");
        assertThat(file.redacted()).doesNotContain("BEGIN").contains("robot@p1.example");
    }

    @Test
    void isLentWithItsEmailAsAlias() {
        String json = text("{'api_key':'canary','email':'bob@example.com'}");

        var pooled = CredentialFile.parse(json, "bob", HOSTS).pooled();

        assertThat(pooled.id()).isEqualTo("bob");
        assertThat(pooled.aliases()).containsExactly("bob@example.com");
        assertThat(pooled.secret().reveal()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                          | type
        {'type':'external_account','api_key':'canary'}                              | type
        {'type':'api_key'}                                                          | api_key
        {'type':'oauth'}                                                            | refresh_token
        {'type':'authorized_user','refresh_token':'canary'}                         | client_id client_secret
        {'refresh_token':'canary','client_id':'canary'}                             | token_uri client_secret
        {'type':'service_account'}                                                  | email private_key
        {'client_email':'canary','private_key':'canary'}                            | private_key
        {'api_key':7,'client_id':true,'type':'oauth'}                               | api_key client_id refresh_token
        {'access_token':'canary\\r\\nX-Evil: 1'}                                    | access_token type
        {'api_key':'canary','id':'../../canary'}                                    | id
        {'access_token':'t','token_uri':'https://canary.example/token'}             | token_uri
        {'access_token':'t','token_uri':'https://oauth2.googleapis.com@canary.example/t'} | token_uri
        {'access_token':'t','token_uri':'http://oauth2.googleapis.com/token'}       | token_uri
        {'access_token':'t','token_uri':'http://tokens.example.com/token'}          | token_uri
        {'access_token':'t','token_uri':'file:///canary'}                           | token_uri
        {'access_token':'t','token_uri':'not a canary'}                             | token_uri
        {'access_token':'t','expires_at':'canary'}                                  | expires_at
        {'access_token':'t','expires_at':'2030-13-31T12:00:00Z'}                    | expires_at
        ['canary']                                                                  | ``
        canary                                                                      | ``
        {'api_key':'canary'} canary                                                 | ``
        """)
    void namesAllThatIsWrong_andNoValue(String json, String fields) {
        CredentialException wrong =
                catchThrowableOfType(CredentialException.class, () -> CredentialFile.parse(text(json), "ann", HOSTS));

        assertThat(wrong.problems()).extracting(Problem::field).containsExactlyInAnyOrder(fields.split(" "));
        assertThat(wrong).hasMessageNotContaining("canary").hasMessageNotContaining("Evil");
    }

    @Test
    void tellsAKeyFromAFile() {
        assertThat(CredentialFile.isMeant(" {\"api_key\":\"k\"}")).isTrue();
        assertThat(CredentialFile.isMeant("a-key")).isFalse();
    }

    static String text(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static String pem() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        byte[] der = keys.generateKeyPair().getPrivate().getEncoded();
        String body = Base64.getMimeEncoder().encodeToString(der).replace("\r\n", "\\n");
        return "-----BEGIN " + "PRIVATE KEY-----\\n" + body + "\\n-----END " + "PRIVATE KEY-----\\n";
    }
}
