import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.test.ParleyExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnthropicJavaRecipeTest {
    @RegisterExtension
    static final ParleyExtension parley = ParleyExtension.create();

    private final AnthropicJavaRecipe recipe = new AnthropicJavaRecipe(parley.baseUrl(), parley.key(), "acme/large");

    @AfterEach
    void close() {
        recipe.close();
    }

    @Test
    void answers() {
        parley.turn().thinks("They are polite.").says("Fine, thanks.");
        assertThat(recipe.ask("How are you?")).isEqualTo("Fine, thanks.");
        assertThat(parley.lastRequest().getSampling().getMaxOutputTokens()).isEqualTo(1024);
    }

    @Test
    void streams() {
        parley.turn().says("One word at a time.");
        List<String> pieces = new ArrayList<>();
        recipe.stream("How?", pieces::add);
        assertThat(pieces).containsExactly("One ", "word ", "at ", "a ", "time.");
    }
}
