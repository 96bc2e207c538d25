package dev.parley.server.routing;

/**
 * Where a request may go.
 *
 * @param provider the provider's name in the settings
 * @param model the model as that provider knows it
 */
public record Target(String provider, String model) {
    @Override
    public String toString() {
        return provider + '/' + model;
    }
}
