package dev.parley.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Loads the settings, each layer over the one before: the defaults of {@code parley.yaml}, the files of the enabled
 * profiles with the seed systems' own variables, the operator's file, {@code PARLEY_} variables, the command line.
 */
public final class SettingsLoader {
    private static final String RESOURCES = "/dev/parley/config/";
    private static final List<String> PROFILES = List.of("ds2api", "gemini", "megallm", "puter");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private SettingsLoader(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * What to load.
     *
     * @param file the operator's file; null for none
     * @param profiles profiles to enable beside those that are enabled by settings
     * @param overrides settings by their path, from the command line
     */
    public record Request(
            Map<String, String> environment,
            @Nullable Path file,
            List<String> profiles,
            Map<String, String> overrides) {}

    /**
     * The settings.
     *
     * @param explained where each came from
     * @param warnings what was passed over, for the log
     * @param layers what they were made of
     */
    public record Loaded(Settings settings, List<Explained> explained, List<String> warnings, SettingsLayers layers) {}

    /**
     * The effective settings.
     *
     * @throws ConfigException with all that is wrong
     */
    public static Loaded load(Request request) {
        return read(request).with(Map.of());
    }

    /** What the layers hold, read anew; that it is wrong is told when it is bound. */
    static SettingsLayers read(Request request) {
        SettingsLoader loader = new SettingsLoader(request.environment());
        Tree.Branch merged = loader.merged(request);
        return new SettingsLayers(request, merged, loader.problems, loader.warnings);
    }

    private Tree.Branch merged(Request request) {
        Tree.Branch defaults = resource("parley.yaml");
        Tree.Branch operator = file(request.file())
                .merge(Variables.read(environment, problems))
                .merge(commandLine(request));
        Tree.Branch merged = defaults;
        for (String profile : enabled(operator)) {
            merged = merged.merge(profile(profile));
        }
        return merged.merge(operator);
    }

    private List<String> enabled(Tree.Branch operator) {
        TreeSet<String> names = new TreeSet<>();
        operator.branch("profiles").children().forEach((name, tree) -> {
            if (tree instanceof Tree.Branch profile
                    && profile.children().get("enabled") instanceof Tree.Scalar(String text, String _)
                    && text.equals("true")) {
                names.add(name);
            }
        });
        names.removeIf(name -> !isKnown(name));
        return List.copyOf(names);
    }

    private boolean isKnown(String profile) {
        if (PROFILES.contains(profile)) {
            return true;
        }
        problems.add("The profile '%s' does not exist (expected: one of %s).".formatted(profile, PROFILES));
        return false;
    }

    /** A profile's file, and over it the variables of the system it stands for. */
    private Tree.Branch profile(String name) {
        return new SeedVariables(environment, warnings).lay(resource("profiles/" + name + ".yaml"), name);
    }

    private static Tree.Branch commandLine(Request request) {
        Tree.Branch all = Tree.Branch.empty("command line");
        Map<String, String> overrides = new LinkedHashMap<>(request.overrides());
        request.profiles().forEach(profile -> overrides.put("profiles." + profile + ".enabled", "true"));
        for (Map.Entry<String, String> entry : overrides.entrySet()) {
            Tree value = new Tree.Scalar(entry.getValue(), "command line");
            all = all.merge(Tree.Branch.at(List.of(entry.getKey().split("\\.")), value, "command line"));
        }
        return all;
    }

    private Tree.Branch file(@Nullable Path file) {
        if (file == null) {
            return Tree.Branch.empty("no file");
        }
        try {
            String yaml = OperatorFile.text(file);
            if (yaml.isBlank()) {
                problems.add("The settings file '%s' is empty (expected: settings, or a comment where none are wanted)."
                        .formatted(file));
            }
            return YamlTree.read(yaml, file.toString(), environment, problems);
        } catch (NoSuchFileException e) {
            problems.add(
                    "The settings file '%s' does not exist (option --config, variable PARLEY_CONFIG).".formatted(file));
        } catch (IOException e) {
            problems.add(
                    "The settings file '%s' cannot be read (expected: %s).".formatted(file, OperatorFile.EXPECTED));
        }
        return Tree.Branch.empty("no file");
    }

    private Tree.Branch resource(String name) {
        try (InputStream in = SettingsLoader.class.getResourceAsStream(RESOURCES + name)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + RESOURCES + name);
            }
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return YamlTree.read(yaml, "default, " + name, environment, problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
