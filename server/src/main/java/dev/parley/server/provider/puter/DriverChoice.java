package dev.parley.server.provider.puter;

import dev.parley.server.dialect.puter.PuterDrivers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The driver of each model: what the table says, and what was learnt since the start. Thread-safe. */
public final class DriverChoice {
    /** Model names come from callers, so what is remembered by model is bounded. */
    private static final int REMEMBERED_MOST = 1000;

    private final PuterDrivers table;
    private final Set<String> plain = ConcurrentHashMap.newKeySet();
    private volatile Map<String, String> owners = Map.of();

    public DriverChoice(PuterDrivers table) {
        this.table = table;
    }

    /** The driver to ask for this model. */
    public String driver(String model) {
        return plain.contains(model) ? PuterDrivers.DEFAULT : table.driver(model, owners.getOrDefault(model, ""));
    }

    /** Who made a model that the host lists; {@code told} is what the list says. */
    String owner(String model, String told) {
        return table.owner(model, told);
    }

    /** What the host's list says of who made its models. */
    void believe(Map<String, String> ownersByModel) {
        owners = ownersByModel;
    }

    /** Takes the default driver for this model, whatever the table says. */
    void avoidTable(String model) {
        if (plain.size() < REMEMBERED_MOST) {
            plain.add(model);
        }
    }

    /** Takes the table's driver again. */
    void followTable(String model) {
        plain.remove(model);
    }
}
