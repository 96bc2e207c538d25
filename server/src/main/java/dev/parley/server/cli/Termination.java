package dev.parley.server.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM is how a gateway is told to end, and to have done so is success: the process ends with code 0, where Java
 * would end with 143. The one way to have a word in this is a class that every JDK has and javac warns of, so it is
 * used by its name.
 */
final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger("parley");

    private Termination() {}

    /**
     * From now on SIGTERM ends the process with code 0, once its shutdown hooks are through. Where Java lets nobody
     * handle signals (-Xrs), it ends as before.
     */
    static void isSuccess() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), exiting(handler));
        } catch (ReflectiveOperationException e) {
            LOG.debug("SIGTERM will end this process with code 143", e);
        }
    }

    private static Object exiting(Class<?> handler) {
        return Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
            if (method.getName().equals("handle")) {
                System.exit(0);
            }
            return null;
        });
    }
}
