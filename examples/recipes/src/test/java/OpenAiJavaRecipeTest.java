import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.responses.Response;
import dev.parley.test.ParleyExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenAiJavaRecipeTest {
    @RegisterExtension
    static final ParleyExtension parley = ParleyExtension.create();

    private final OpenAiJavaRecipe recipe = new OpenAiJavaRecipe(parley.openAiBaseUrl(), parley.key(), "acme/large");

    @AfterEach
    void close() {
        recipe.close();
    }

    @Test
    void answers() {
        parley.turn().says("Fine, thanks.");
        assertThat(recipe.ask("How are you?")).isEqualTo("Fine, thanks.");
        assertThat(parley.lastRequest().getModel()).isEqualTo("acme/large");
    }

    @Test
    void streams() {
        parley.turn().says("One word at a time.");
        List<String> pieces = new ArrayList<>();
        recipe.stream("How?", pieces::add);
        assertThat(pieces).containsExactly("One ", "word ", "at ", "a ", "time.");
    }

    @Test
    void responds_andGoesOn() {
        parley.turn().whenUserSays("How are you?").says("Fine, thanks.");
        parley.turn().whenUserSays("And now?").says("Still fine.");
        Response first = recipe.respond("How are you?", null);
        Response second = recipe.respond("And now?", first.id());

        assertThat(OpenAiJavaRecipe.text(first)).isEqualTo("Fine, thanks.");
        assertThat(OpenAiJavaRecipe.text(second)).isEqualTo("Still fine.");
        assertThat(parley.lastRequest().getMessagesList()).hasSize(3);
    }
}
