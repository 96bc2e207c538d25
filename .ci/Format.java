import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks ({@code check}) or mends ({@code apply}) the form of every Java file below a folder: palantir-java-format,
 * imports in its order, none unused, none with a wildcard. Run by the build: the formatter needs a newer JDK than Maven
 * may run on.
 */
class Format {
    private static final Pattern WILDCARD = Pattern.compile("^import .*\\*;$", Pattern.MULTILINE);
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    public static void main(String[] args) throws IOException {
        boolean apply = args[0].equals("apply");
        Path root = Path.of(args[1]);
        List<String> problems;
        try (Stream<Path> files = Files.walk(root)) {
            problems = files.filter(Format::isSource).toList().parallelStream()
                    .flatMap(file -> problem(file, apply).map(problem -> root.relativize(file) + ": " + problem))
                    .sorted()
                    .toList();
        }
        if (!problems.isEmpty()) {
            problems.forEach(System.err::println);
            System.err.println("To format: mvn -N verify -Dformat=apply");
            System.exit(1);
        }
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && !file.toString().contains("/target/");
    }

    private static Stream<String> problem(Path file, boolean apply) {
        try {
            String source = Files.readString(file);
            String formatted = formatted(source);
            if (WILDCARD.matcher(source).find()) {
                return Stream.of("wildcard import (expected: one import for each class)");
            }
            if (formatted.equals(source)) {
                return Stream.of();
            }
            if (apply) {
                Files.writeString(file, formatted);
                return Stream.of();
            }
            return Stream.of("not formatted");
        } catch (FormatterException e) {
            return Stream.of(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String formatted(String source) throws FormatterException {
        String imports = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.PALANTIR);
        return FORMATTER.formatSource(imports);
    }
}
