package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.Citation;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonValues;
import dev.parley.server.json.JsonWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CL-07: citations of all kinds, and of other dialects")
class ClaudeCitationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"type":"char_location","cited_text":"green","document_index":0,"document_title":"Doc","start_char_index":0,"end_char_index":5,"file_id":null} | `` | Doc | green
                    {"type":"char_location","cited_text":"green","document_index":0,"document_title":null,"start_char_index":0,"end_char_index":5} | `` | `` | green
                    {"type":"page_location","cited_text":"x","document_index":1,"document_title":"P","start_page_number":1,"end_page_number":2} | `` | P | x
                    {"type":"content_block_location","cited_text":"x","document_index":1,"document_title":"","start_block_index":0,"end_block_index":1} | `` | `` | x
                    {"type":"search_result_location","source":"https://a.example/1","title":"A","cited_text":"x","search_result_index":0,"start_block_index":0,"end_block_index":1} | https://a.example/1 | A | x
                    {"type":"web_search_result_location","url":"https://a.example","title":"A","cited_text":"x","encrypted_index":"Eo8BCio"} | https://a.example | A | x
                    {"type":"star_chart_location","title":"A","stars":[1.0,{"a":18446744073709551616}]} | `` | `` | ``
                    """)
    void readsAndWritesBack(String json, String uri, String title, String quote) {
        Citation citation = ClaudeCitation.read(JsonReader.of(json));
        assertThat(citation.getUri()).isEqualTo(uri);
        assertThat(citation.getTitle()).isEqualTo(title);
        assertThat(citation.getQuote()).isEqualTo(quote);
        assertThat(ClaudeCitation.ours(citation)).isTrue();
        assertThat(JsonValues.of(written(citation))).isEqualTo(JsonValues.of(json));
    }

    @Test
    void knowsAnotherDialects_whenItComesBack() {
        Citation foreign =
                Citation.newBuilder().setUri("https://a.example").setTitle("A").build();
        String json = written(foreign);
        assertThat(json)
                .isEqualTo("{\"type\":\"web_search_result_location\",\"cited_text\":\"\","
                        + "\"url\":\"https://a.example\",\"title\":\"A\",\"encrypted_index\":\"\"}");
        assertThat(ClaudeCitation.read(JsonReader.of(json))).isEqualTo(foreign);
        assertThat(ClaudeCitation.ours(foreign)).isFalse();
    }

    private static String written(Citation citation) {
        return new String(JsonWriter.document(out -> ClaudeCitation.write(citation, out)), UTF_8);
    }
}
