package dev.parley.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependency rule of docs/architecture.md. */
@AnalyzeClasses(packages = "dev.parley.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.parley.server.";

    @ArchTest
    static final ArchRule FRONTEND = mayNotUse(
            "frontend -> chat, dialect, access", "frontend..", "provider..", "pool..", "routing..", "usage..", "cli..");

    @ArchTest
    static final ArchRule CHAT = mayNotUse(
            "chat -> routing, pool, usage, access, provider (the SPI only)",
            "chat..",
            "frontend..",
            "dialect..",
            "provider.http..",
            "provider.builtin..",
            "provider.openaicompat..",
            "cli..");

    @ArchTest
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

    @ArchTest
    static final ArchRule PURE_DIALECT = noClasses()
            .that()
            .resideInAPackage(ROOT + "dialect..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.helidon..", "java.net.http..", "io.grpc..", "java.util.concurrent.."))
            .because("a dialect is pure: no socket, no clock, no framework");

    @ArchTest
    static final ArchRule PROVIDERS = mayNotUse(
            "provider.x -> provider, provider.http, dialect, pool",
            "provider..",
            "frontend..",
            "routing.router..",
            "cli..");

    @ArchTest
    static final ArchRule OPENAI_COMPAT =
            mayNotUse("no provider knows another", "provider.openaicompat..", "provider.builtin..");

    @ArchTest
    static final ArchRule BUILTIN =
            mayNotUse("no provider knows another", "provider.builtin..", "provider.openaicompat..", "provider.http..");

    @ArchTest
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

    @ArchTest
    static final ArchRule BASE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "error..", ROOT + "json..", ROOT + "config..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                    .and(resideOutsideOfPackage(ROOT + "error.."))
                    .and(resideOutsideOfPackage(ROOT + "json.."))
                    .and(resideOutsideOfPackage(ROOT + "config..")))
            .because("error, json and config stand below everything");

    @ArchTest
    static final ArchRule NO_SLEEP = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("a sleeping thread cannot be cancelled");

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
