import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.test.ParleyExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service that uses Parley, tested without a network: each test scripts what the model does. */
class WeatherServiceTest {
    @RegisterExtension
    static final ParleyExtension parley = ParleyExtension.create();

    private final List<String> asked = new ArrayList<>();
    private final WeatherService service = new WeatherService(
            parley.client(),
            city -> {
                asked.add(city);
                return "{\"celsius\": 21}";
            },
            Duration.ofSeconds(20));

    @Test
    void answers_withWhatTheStationSays() {
        parley.turn().callsTool("weather", "{\"city\": \"Paris\"}");
        parley.turn().says("It is 21 degrees in Paris.");

        assertThat(service.answer("How is Paris?")).isEqualTo("It is 21 degrees in Paris.");
        assertThat(asked).containsExactly("{\"city\": \"Paris\"}");
        assertThat(parley.lastRequest().getMessagesList()).hasSize(4);
        assertThat(parley.lastRequest().getMessages(3).toString()).contains("celsius");
    }

    @Test
    void tellsWhenToAskAgain_whenTheModelIsBusy() {
        parley.turn().failsWith(429).retryAfter(Duration.ofSeconds(30));
        assertThat(service.answer("How is Paris?")).isEqualTo("Too many questions. Please ask again in 30 seconds.");
    }

    @Test
    void apologizes_whenTheModelBreaksOff() {
        parley.turn().says("It is").cutsOff();
        assertThat(service.answer("How is Paris?")).isEqualTo("I cannot tell, sorry.");
    }

    @Test
    void givesUp_whenTheModelIsSilent() {
        parley.turn().staysSilent();
        WeatherService impatient = new WeatherService(parley.client(), city -> "{}", Duration.ofMillis(300));
        assertThat(impatient.answer("How is Paris?")).isEqualTo("That takes too long, sorry.");
    }
}
