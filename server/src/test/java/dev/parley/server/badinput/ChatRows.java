package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cases 56 to 75: what chat requests ask for, from the file {@code badinput/chats.txt}, whose head explains it. */
final class ChatRows {
    private static final String STOPS =
            IntStream.range(0, 10_000).mapToObj(i -> "'s" + i + '\'').collect(Collectors.joining(",", "[", "]"));

    private ChatRows() {}

    static List<ChatRow> all() {
        List<ChatRow> rows = new ArrayList<>();
        text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            if (line.startsWith(" ")) {
                add(rows.getLast(), line.split("\\|", 4));
            } else {
                String[] title = line.split(" ", 2);
                rows.add(new ChatRow(Integer.parseInt(title[0]), title[1]));
            }
        });
        return rows;
    }

    private static void add(ChatRow row, String[] cells) {
        String name = cells[0].strip().toUpperCase(Locale.ROOT);
        List<Front> fronts = name.equals("NATIVE") ? List.of(Front.REST, Front.GRPC) : List.of(Front.valueOf(name));
        String fields = cells[3].strip();
        for (Front front : fronts) {
            row.raw(front, () -> request(front, fields), Integer.parseInt(cells[1].strip()), cells[2].strip());
        }
    }

    private static byte[] request(Front front, String fields) {
        String request = fields.startsWith("- ")
                ? front.without(fields.substring(2))
                : front.with(fields.replace("<stops>", STOPS));
        return request.getBytes(UTF_8);
    }

    private static String text() {
        try (InputStream in = ChatRows.class.getResourceAsStream("/badinput/chats.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
