import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Role;
import dev.parley.test.ParleyExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpringAiRecipeTest {
    @RegisterExtension
    static final ParleyExtension parley = ParleyExtension.create();

    private final SpringAiRecipe recipe = new SpringAiRecipe(parley.openAiBaseUrl(), parley.key(), "acme/large");

    @Test
    void answers_withWhatTheToolSays() {
        parley.turn().callsTool("weather", "{\"city\": \"Paris\"}");
        parley.turn().says("It is clear in Paris.");

        assertThat(recipe.ask("How is Paris?")).isEqualTo("It is clear in Paris.");
        assertThat(parley.requests().get(0).getTools(0).getFunction().getName()).isEqualTo("weather");
        ChatMessage result = parley.lastRequest().getMessages(2);
        assertThat(result.getRole()).isEqualTo(Role.ROLE_TOOL);
        assertThat(result.toString()).contains("21 degrees and clear in Paris");
    }

    @Test
    void streams() {
        parley.turn().says("One word at a time.");
        List<String> pieces = new ArrayList<>();
        recipe.stream("How?", pieces::add);

        assertThat(pieces).containsExactly("One ", "word ", "at ", "a ", "time.");
        assertThat(parley.lastRequest().getModel()).isEqualTo("acme/large");
    }
}
