package dev.parley.test;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@link ScriptedParley} for the tests of a JUnit class.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ParleyExtension parley = ParleyExtension.create();
 *
 * @Test
 * void greets() {
 *     parley.turn().says("Hello");
 *     assertThat(new Greeter(parley.client()).greet()).isEqualTo("Hello");
 * }
 * }</pre>
 *
 * <p>A static field's Parley lives as long as the tests of its class, and each test begins with an empty script. An
 * instance field's is each test's own, so that tests of one class may run at the same time. After each test
 * {@link #verify} is called.
 *
 * <p>It starts when it is first used, or else before the first test; clients may be made of it in initializers.
 */
public final class ParleyExtension extends ScriptedParley
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final AtomicReference<@Nullable String> test = new AtomicReference<>();
    private @Nullable String container;

    private ParleyExtension() {}

    /** One that starts when it is first used. */
    public static ParleyExtension create() {
        return new ParleyExtension();
    }

    /** Called by JUnit, before the tests of the class and of each nested one, if the field is static. */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (container == null) {
            container = context.getUniqueId();
        }
    }

    /** Called by JUnit. */
    @Override
    public void beforeEach(ExtensionContext context) {
        String running = test.compareAndExchange(null, context.getUniqueId());
        if (running != null) {
            throw new IllegalStateException(("This Parley's script is in use by %s (expected: one test at a time; make"
                            + " the field an instance field to run tests of a class at the same time).")
                    .formatted(running));
        }
    }

    /** Called by JUnit. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (!context.getUniqueId().equals(test.get())) {
            return;
        }
        try {
            verify();
        } finally {
            if (container == null) {
                close();
            } else {
                reset();
            }
            test.set(null);
        }
    }

    /** Called by JUnit. */
    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getUniqueId().equals(container)) {
            container = null;
            close();
        }
    }
}
