package dev.parley.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dependency rule of docs/architecture.md. */
class ArchitectureTest {
    private static final String ROOT = "dev.parley.server.";

    static final ArchRule FRONTEND = mayNotUse(
            "frontend -> chat, dialect, access", "frontend..", "provider..", "pool..", "routing..", "usage..", "cli..");

    static final ArchRule CHAT = mayNotUse(
            "chat -> routing, pool, usage, access, provider (the SPI only)",
            "chat..",
            "frontend..",
            "dialect..",
            "provider.http..",
            "provider.builtin..",
            "provider.openaicompat..",
            "cli..");

    static final ArchRule DIALECT = mayNotUse(
            "dialect -> proto, error, json",
            "dialect..",
            "frontend..",
            "chat..",
            "provider..",
            "pool..",
            "routing..",
            "usage..",
            "access..",
            "config..",
            "cli..");

    static final ArchRule PURE_DIALECT = noClasses()
            .that()
            .resideInAPackage(ROOT + "dialect..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.helidon..", "java.net.http..", "io.grpc..", "java.util.concurrent.."))
            .because("a dialect is pure: no socket, no clock, no framework");

    static final ArchRule PROVIDERS = mayNotUse(
            "provider.x -> provider, provider.http, dialect, pool",
            "provider..",
            "frontend..",
            "routing.router..",
            "cli..");

    static final ArchRule OPENAI_COMPAT =
            mayNotUse("no provider knows another", "provider.openaicompat..", "provider.builtin..");

    static final ArchRule BUILTIN =
            mayNotUse("no provider knows another", "provider.builtin..", "provider.openaicompat..", "provider.http..");

    static final ArchRule POOL = mayNotUse(
            "pool -> config, error",
            "pool..",
            "frontend..",
            "chat..",
            "dialect..",
            "provider..",
            "routing..",
            "usage..",
            "access..");

    static final ArchRule BASE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "error..", ROOT + "json..", ROOT + "config..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.parley.server..")
                    .and(resideOutsideOfPackage(ROOT + "error.."))
                    .and(resideOutsideOfPackage(ROOT + "json.."))
                    .and(resideOutsideOfPackage(ROOT + "config..")))
            .because("error, json and config stand below everything");

    static final ArchRule NO_SLEEP = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("a sleeping thread cannot be cancelled");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley.server");

    static Stream<ArchRule> rules() {
        return Stream.of(
                FRONTEND, CHAT, DIALECT, PURE_DIALECT, PROVIDERS, OPENAI_COMPAT, BUILTIN, POOL, BASE, NO_SLEEP);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void keeps(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static ArchRule mayNotUse(String sentence, String from, String... to) {
        String[] packages = new String[to.length];
        for (int i = 0; i < to.length; i++) {
            packages[i] = ROOT + to[i];
        }
        return noClasses()
                .that()
                .resideInAPackage(ROOT + from)
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages))
                .because("the dependency rule says: " + sentence);
    }
}
