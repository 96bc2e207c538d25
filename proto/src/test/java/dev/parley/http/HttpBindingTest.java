package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.HttpRule;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import dev.parley.chat.v1.CacheHint;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatServiceGrpc;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.Text;
import dev.parley.model.v1.ModelServiceGrpc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBindingTest {
    static Stream<ChatRequest> requests() {
        return Stream.of(
                ChatRequest.getDefaultInstance().toBuilder().setModel("m").build(),
                ChatRequest.newBuilder()
                        .setModel("vendor/a b+c%2F?&=#;é😀")
                        .setEndUser("user & co = 1 + 1")
                        .setStrict(true)
                        .setSampling(Sampling.newBuilder()
                                .setTemperature(0.1)
                                .setTopP(1e-7)
                                .setTopK(2_000_000_000)
                                .setSeed(Long.MIN_VALUE)
                                .addStopSequences("a,b")
                                .addStopSequences("")
                                .addStopSequences("c"))
                        .setOutputFormat(OutputFormat.newBuilder().setKind(OutputFormat.Kind.KIND_JSON))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void readsWhatItWrote_fromPathAndQuery(ChatRequest request) throws Exception {
        assertThat(roundTrip(rule().setGet("/v1/{model=**}/by/{end_user}").build(), withEndUser(request)))
                .isEqualTo(withEndUser(request));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void readsWhatItWrote_fromPathAndBody(ChatRequest request) throws Exception {
        HttpRule rule = rule().setPut("/v1/{model=**}:run").setBody("*").build();

        assertThat(roundTrip(rule, request)).isEqualTo(request);
    }

    @Test
    void readsNestedVariablesAndWellKnownTypes() throws Exception {
        Part part = Part.newBuilder()
                .setText(Text.newBuilder().setText("x y"))
                .setCache(CacheHint.newBuilder().setTtl(Durations.fromMillis(1500)))
                .build();
        HttpBinding binding = HttpBinding.of(rule().setGet("/v1/{text.text}").build());

        HttpBinding.Request sent = binding.request(part);

        assertThat(sent.target()).isEqualTo("/v1/x%20y?cache.ttl=1.500s");
        Part.Builder read = Part.newBuilder();
        binding.read(Map.of("text.text", "x y"), Map.of("cache.ttl", List.of("1.500s")), "", read, ProtoJson::read);
        assertThat(read.build()).isEqualTo(part);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/{id}, /v1/a, a",
        "/v1/{id}, /v1/a%2Fb, a/b",
        "/v1/{id}, /v1/a/b,",
        "/v1/{id}, /v1/,",
        "/v1/{id=**}, /v1/a/b+c, a/b+c",
        "/v1/{id=**}, /v1/,",
        "/v1/{id=**}, /v1/%zz,",
        "/v1/{id=**}, /v1/%,",
        "/v1/{id=**}/tail, /v1/a/tail/tail, a/tail",
        "/v1/{id=models/*}, /v1/models/x, models/x",
        "/v1/{id=models/*}, /v1/other/x,",
        "/v1/x.y, /v1/xzy,"
    })
    void matchesPaths(String template, String path, String id) {
        Map<String, String> values =
                HttpBinding.of(rule().setGet(template).build()).match(path);

        assertThat(values == null ? null : values.get("id")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"nothing", "sampling.nothing", "model.inner"})
    void refusesUnknownParametersByName(String name) {
        HttpBinding binding = HttpBinding.of(rule().setGet("/v1").build());

        assertThatThrownBy(() -> binding.read(
                        Map.of(), Map.of(name, List.of("1")), "", ChatRequest.newBuilder(), ProtoJson::read))
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining(name.substring(name.indexOf('.') + 1));
    }

    @Test
    void bindsEveryRpcOfTheContract() {
        Stream.of(ChatServiceGrpc.getServiceDescriptor(), ModelServiceGrpc.getServiceDescriptor())
                .flatMap(service -> service.getMethods().stream())
                .forEach(method -> assertThat(HttpBinding.of(method))
                        .as(method.getFullMethodName())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void readsWhatItWrote_fromPathAndQueryAndABodyOfOneField(ChatRequest request) throws Exception {
        HttpRule rule = rule().setPost("/v1/{model=**}").setBody("sampling").build();
        ChatRequest sampled = request.hasSampling()
                ? request
                : withSampling(request.toBuilder()).build();

        assertThat(HttpBinding.of(rule).request(sampled).body()).isEqualTo(ProtoJson.write(sampled.getSampling()));
        assertThat(roundTrip(rule, sampled)).isEqualTo(sampled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "messages", "model"})
    void refusesBodiesThatAreNoMessage(String field) {
        HttpBinding binding =
                HttpBinding.of(rule().setPost("/v1").setBody(field).build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> binding.check(ChatRequest.getDescriptor()))
                .withMessage("body: \"%s\" of /v1 (expected: \"*\", none, or a field that is one message)", field);
    }

    @Test
    void ordersByHowMuchIsSpelledOut() {
        List<String> paths = List.of("/a/b", "/a/{x}/c", "/a/{x}/{y}", "/a/{x}/{y=**}", "/a/{x=**}", "/{x}/b/c");
        List<HttpBinding> bindings = new ArrayList<>();
        paths.forEach(path -> bindings.add(0, HttpBinding.of(rule().setGet(path).build())));

        bindings.sort(HttpBinding.SPECIFIC_FIRST);

        assertThat(bindings)
                .extracting(HttpBinding::toString)
                .containsExactlyElementsOf(paths.stream().map("GET "::concat).toList());
    }

    private static HttpRule.Builder rule() {
        return HttpRule.newBuilder();
    }

    private static ChatRequest.Builder withSampling(ChatRequest.Builder request) {
        return request.setSampling(Sampling.newBuilder().setTopK(3));
    }

    private static ChatRequest withEndUser(ChatRequest request) {
        return request.getEndUser().isEmpty()
                ? request.toBuilder().setEndUser("u").build()
                : request;
    }

    private static ChatRequest roundTrip(HttpRule rule, ChatRequest request) throws InvalidProtocolBufferException {
        HttpBinding binding = HttpBinding.of(rule);
        HttpBinding.Request sent = binding.request(request);
        String[] target = sent.target().split("\\?", 2);
        ChatRequest.Builder read = ChatRequest.newBuilder();
        binding.read(
                Objects.requireNonNull(binding.match(target[0])),
                query(target.length == 1 ? "" : target[1]),
                Objects.requireNonNullElse(sent.body(), ""),
                read,
                ProtoJson::read);
        return read.build();
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            query.computeIfAbsent(PathTemplate.decode(nameAndValue[0]), name -> new ArrayList<>())
                    .add(PathTemplate.decode(nameAndValue[1]));
        }
        return query;
    }
}
