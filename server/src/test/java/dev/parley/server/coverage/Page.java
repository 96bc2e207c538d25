package dev.parley.server.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/coverage.md, read as the claims that it makes. */
final class Page {
    private static final Path FILE = Path.of("..", "docs", "coverage.md");
    private static final Pattern HEADING = Pattern.compile("#+ `?([^`]+)`?");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Page() {}

    /**
     * A line of a table.
     *
     * @param section the endpoint whose fields the table tells of, or the vendor whose endpoints
     * @param cells by the head of their columns
     */
    record Row(String section, Map<String, String> cells) {
        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        /** What stands in code in a cell. */
        List<String> codes(String column) {
            List<String> codes = new ArrayList<>();
            Matcher found = CODE.matcher(cell(column));
            while (found.find()) {
                codes.add(found.group(1));
            }
            return codes;
        }

        @Override
        public String toString() {
            return section + ' ' + cells.values().iterator().next();
        }
    }

    /** The rows that tell of fields. */
    static List<Row> fields() {
        return rows().stream().filter(row -> row.cells().containsKey("field")).toList();
    }

    /** The rows that tell of endpoints. */
    static List<Row> endpoints() {
        return rows().stream()
                .filter(row -> row.cells().containsKey("endpoints"))
                .toList();
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String section = "";
        List<String> heads = List.of();
        for (String line : lines()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            }
            if (!line.startsWith("|")) {
                heads = List.of();
            } else if (heads.isEmpty()) {
                heads = cells(line);
            } else if (!line.startsWith("| ---")) {
                rows.add(new Row(section, zip(heads, cells(line))));
            }
        }
        return rows;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Pattern.compile("\\|").splitAsStream(inner).map(String::strip).toList();
    }

    private static Map<String, String> zip(List<String> heads, List<String> cells) {
        if (heads.size() != cells.size()) {
            throw new AssertionError("docs/coverage.md has a row with too few or too many cells: " + cells);
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < heads.size(); i++) {
            row.put(heads.get(i), cells.get(i));
        }
        return row;
    }
}
