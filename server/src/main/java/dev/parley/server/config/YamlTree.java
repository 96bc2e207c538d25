package dev.parley.server.config;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML into a {@link Tree}. A value may hold {@code ${NAME}}, which is replaced by that environment variable. */
final class YamlTree {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final String source;
    private final Map<String, String> environment;
    private final List<String> problems;

    private YamlTree(String source, Map<String, String> environment, List<String> problems) {
        this.source = source;
        this.environment = environment;
        this.problems = problems;
    }

    /** The tree of a YAML text; what is wrong with it goes to {@code problems}. {@code source} names it for people. */
    static Tree.Branch read(String yaml, String source, Map<String, String> environment, List<String> problems) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            Tree tree =
                    root == null ? Tree.Branch.empty(source) : new YamlTree(source, environment, problems).tree(root);
            if (tree instanceof Tree.Branch branch) {
                return branch;
            }
            problems.add(source + ": is not a YAML mapping (expected: lines such as 'server:').");
        } catch (MarkedYAMLException e) {
            problems.add("%s, line %d, column %d: %s."
                    .formatted(
                            source,
                            e.getProblemMark().getLine() + 1,
                            e.getProblemMark().getColumn() + 1,
                            e.getProblem()));
        } catch (YAMLException e) {
            problems.add(source + ": " + e.getMessage());
        }
        return Tree.Branch.empty(source);
    }

    private Tree tree(Node node) {
        String origin = source + ':' + (node.getStartMark().getLine() + 1);
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, origin);
            case SequenceNode sequence ->
                new Tree.Items(sequence.getValue().stream().map(this::tree).toList(), origin);
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> new Tree.Scalar("", origin);
            case ScalarNode scalar -> new Tree.Scalar(expand(scalar.getValue(), origin), origin);
            default -> {
                problems.add(origin + ": YAML aliases are not supported here.");
                yield new Tree.Scalar("", origin);
            }
        };
    }

    private Tree mapping(MappingNode mapping, String origin) {
        Map<String, Tree> children = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (children.put(key, tree(entry.getValueNode())) != null) {
                problems.add("%s: the key '%s' stands there twice (expected: once).".formatted(origin, key));
            }
        }
        return new Tree.Branch(children, origin);
    }

    private String expand(String text, String origin) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            String value = environment.get(matcher.group(1));
            if (value == null) {
                problems.add("%s: the environment variable %s is not set (the value there needs it)."
                        .formatted(origin, matcher.group(1)));
            }
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value == null ? "" : value));
        }
        return matcher.appendTail(expanded).toString();
    }
}
