package dev.parley.server.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which models are shown by their name, so that callers cannot make up series (MET-02): those that the catalogue lists,
 * and of providers that have no list yet those that have answered. All others are {@code other}. Thread-safe.
 */
public final class ModelLabels {
    /** Names shown at most. */
    private static final int MOST = 500;

    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private final Catalogue catalogue;

    /** What is known of providers' models, without asking anybody. */
    public interface Catalogue {
        /** Whether the provider's list is known. */
        boolean lists(String provider);

        /** Whether the provider's list, as far as it is known, has the model. */
        boolean has(String provider, String model);
    }

    public ModelLabels(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The model as it is shown. */
    public String of(String provider, String model) {
        String name = provider + '/' + model;
        if (shown.contains(name)) {
            return model;
        }
        return catalogue.has(provider, model) && show(name) ? model : Series.OTHER;
    }

    /** The provider has answered as this model, so there is one. */
    public void answered(String provider, String model) {
        String name = provider + '/' + model;
        if (!shown.contains(name) && !catalogue.lists(provider)) {
            show(name);
        }
    }

    private boolean show(String name) {
        return shown.size() < MOST && shown.add(name) || shown.contains(name);
    }
}
