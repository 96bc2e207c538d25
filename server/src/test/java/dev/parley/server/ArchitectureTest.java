package dev.parley.server;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The dependency rule of docs/architecture.md")
class ArchitectureTest {
    private static final String ROOT = "dev.parley.server";

    /** Who may use whom; "provider" alone means the SPI, without the packages below it. */
    private static final List<String> RULES = List.of(
            "frontend.. -> chat, conversation, embedding, image, dialect.., limit, access, admin, management.., registry, metrics, "
                    + "telemetry, error, json, config",
            "admin.. -> chat, dialect.., routing, pool, provider, publish, usage, access, store, error, json, config",
            "registry -> routing, access, store, error, json, config",
            "management.. -> admin, routing, pool, credential, provider, usage, limit, access, store, error, json, config",
            "publish.. -> error, json, config",
            "chat -> conversation, routing, pool, tool, delivery, usage, limit, access, provider, metrics, telemetry, error, "
                    + "json, config",
            "conversation -> dialect.responses, access, store, error, json, config",
            "embedding -> chat, provider, dialect, usage, telemetry, error",
            "image -> chat, provider, routing, dialect.., error, config",
            "provider.. -> chat, routing, pool, credential, dialect.., error, json, config",
            "tool -> dialect, error, json, config",
            "delivery -> config",
            "routing -> access, store, error, json, config",
            "credential -> pool, json, config",
            "pool -> store, error, json, config",
            "usage -> store, error, json, config",
            "limit -> access, store, metrics, error, json, config",
            "guard -> config",
            "access -> store, error, json, config",
            "store.. -> metrics, error, json, config",
            "metrics -> json",
            "telemetry -> ",
            "dialect.. -> error, json",
            "config -> ",
            "error -> ",
            "json -> ");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static List<String> rules() {
        return RULES;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void keepsRule(String rule) {
        String[] sides = rule.split(" -> ", 2);
        String[] allowed = Stream.concat(Stream.of(sides[0]), Arrays.stream(sides[1].split(", ")))
                .filter(name -> !name.isEmpty())
                .map(ArchitectureTest::inRoot)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(inRoot(sides[0]))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(allowed)))
                .as(rule)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void hasRuleForEveryPackage_exceptTheRootAndTheCommandLine() {
        String[] ruled = RULES.stream()
                .map(rule -> inRoot(rule.substring(0, rule.indexOf(' '))))
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> known = resideInAnyPackage(ruled).or(resideInAnyPackage(ROOT, ROOT + ".cli"));
        assertThat(CLASSES).filteredOn(known.negate()).isEmpty();
    }

    static Stream<String> providers() {
        return CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT + ".provider."))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void noProviderKnowsAnother(String provider) {
        String[] others = providers()
                .filter(other -> !other.equals(provider) && !other.equals(ROOT + ".provider.http"))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(provider)
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .check(CLASSES);
    }

    @Test
    void dialectIsPure() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".dialect..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.helidon..", "io.grpc..", "java.net..", "java.util.concurrent..")
                                .or(type(Clock.class))
                                .or(type(InstantSource.class)))
                .as("a dialect has no framework, no socket, no thread and no clock in it")
                .check(CLASSES);
    }

    @Test
    void onlyTelemetryKnowsOpenTelemetry_soThatItsClassesAreLoadedForThoseWhoWantThem() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".telemetry")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.opentelemetry.."))
                .check(CLASSES);
    }

    @Test
    void onlyUsageKnowsTheTokenizer_soThatItsTablesAreLoadedForThoseWhoCount() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".usage")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.knuddels.."))
                .check(CLASSES);
    }

    @Test
    void nobodySleepsOrReadsTheWallClock() {
        noClasses()
                .should()
                .callMethodWhere(targetOwner(type(Thread.class)).and(target(nameMatching("sleep"))))
                .orShould()
                .callMethodWhere(targetOwner(type(System.class)).and(target(nameMatching("currentTimeMillis"))))
                .as("waits end when a call is cancelled, and time comes from a clock that tests can set")
                .check(CLASSES);
    }

    @Test
    void fewReadTheWallClock() {
        noClasses()
                .that()
                .doNotHaveSimpleName("MonotonicClock") // at its begin
                .and()
                .doNotHaveSimpleName("CredentialManagement") // for a schedule
                .and()
                .doNotHaveSimpleName("RestoreCommand") // for a name
                .should()
                .callMethodWhere(targetOwner(type(InstantSource.class)).and(target(nameMatching("system"))))
                .orShould()
                .callMethodWhere(targetOwner(type(Clock.class)).and(target(nameMatching("system.*"))))
                .orShould()
                .callMethod(Instant.class, "now")
                .as("the wall clock may jump")
                .check(CLASSES);
    }

    private static String inRoot(String name) {
        return ROOT + '.' + name;
    }
}
