package dev.parley.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Part;
import dev.parley.server.chat.ChatAccumulator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("E-RSN-5: a thought within the text is split off")
class ThinkTagsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                // text | thoughts and texts
                "<think>a b</think>c d | thought:a b, text:c d",
                "` \n<think>a</think> \n\nc` | thought:a, text:c",
                "<think>a <b> </thin c</think>d | thought:a <b> </thin c, text:d",
                "<think>only</think> | thought:only",
                "<think>never closed | thought:never closed",
                "<think></think>c | thought:, text:c",
                "no <think>tags</think> here | text:no <think>tags</think> here",
                "<thin | text:<thin",
                "<b>x</b> | text:<b>x</b>",
                "<think>思考😀</think>好 | thought:思考😀, text:好",
            })
    void splits_howeverTheTextIsCut(String text, String parts) {
        for (int size = 1; size <= text.length(); size++) {
            ChatAccumulator answer = new ChatAccumulator();
            for (ChatEvent event : TextAnswer.all(new ThinkTags(TextAnswer.cut(text, size)))) {
                answer.add(event);
            }
            assertThat(parts(answer.response())).as("pieces of %d", size).isEqualTo(parts);
        }
    }

    @Test
    void passesPlainTextAtOnce() {
        ThinkTags stream = new ThinkTags(new TextAnswer(java.util.List.of("plain ", "text")));

        stream.next();
        stream.next();

        ChatEvent third = stream.next();
        assertThat(third).isNotNull();
        assertThat(third.getPartDelta().getText()).isEqualTo("plain ");
    }

    private static String parts(ChatResponse response) {
        return response.getCandidates(0).getMessage().getPartsList().stream()
                .map(ThinkTagsTest::part)
                .collect(Collectors.joining(", "));
    }

    private static String part(Part part) {
        return part.hasThought()
                ? "thought:" + part.getThought().getText()
                : "text:" + part.getText().getText();
    }
}
