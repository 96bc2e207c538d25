package dev.parley.server.dialect.openai;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.MagicBytes;
import dev.parley.server.dialect.codec.PartFlow;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of image generations while it is read. */
final class ImageAnswer {
    private static final Finish STOP =
            Finish.newBuilder().setReason(FinishReason.FINISH_REASON_STOP).build();

    private final Started.Builder head = Started.newBuilder();
    private final List<Part> pictures = new ArrayList<>();
    private final Extras extras = new Extras();
    private @Nullable Usage usage;

    private ImageAnswer() {}

    /**
     * Its events: a candidate for each picture.
     *
     * @throws dev.parley.server.error.ChatException it is an error, has no picture, or is not of this dialect
     */
    static List<ChatEvent> read(byte[] json) {
        try {
            ImageAnswer answer = new ImageAnswer();
            JsonReader in = JsonReader.of(json);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                answer.field(name, in, json);
            }
            in.end();
            return answer.events();
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
    }

    private void field(String name, JsonReader in, byte[] json) {
        if (in.isNull()) {
            in.skip();
            return;
        }
        switch (name) {
            case "created" ->
                Lenient.count(
                        in, time -> head.setCreateTime(Timestamp.newBuilder().setSeconds(time)));
            case "data" -> {
                in.beginArray();
                while (in.nextElement()) {
                    pictures.add(picture(in));
                }
            }
            case "usage" -> usage = OpenAiUsage.read(in);
            case "error" -> throw UpstreamErrors.inAnswer(json);
            default -> extras.keep(name, in);
        }
    }

    private static Part picture(JsonReader in) {
        Media.Builder media = Media.newBuilder();
        Extras more = new Extras();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "b64_json" -> data(Lenient.text(in), media);
                case "url" -> uri(Lenient.text(in), media);
                default -> more.keep(name, in);
            }
        }
        Part.Builder part = Part.newBuilder().setMedia(media);
        more.addTo(OpenAiDialect.NAME, part::addExtensions);
        return part.build();
    }

    private static void data(String base64, Media.Builder media) {
        if (base64.isEmpty()) {
            return;
        }
        ByteString data = DataUri.decode(base64);
        if (data == null) {
            throw BadAnswer.malformed("its pictures are not base64.");
        }
        media.setData(data).setMimeType(MagicBytes.type(data));
    }

    /** Where there is the picture itself, nobody needs its address. */
    private static void uri(String address, Media.Builder media) {
        if (!address.isEmpty() && !media.hasData()) {
            media.setUri(address);
        }
    }

    private List<ChatEvent> events() {
        if (pictures.isEmpty()) {
            throw BadAnswer.malformed("it has no pictures.");
        }
        extras.addTo(OpenAiDialect.NAME, head::addExtensions);
        List<ChatEvent> events = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            PartFlow flow = new PartFlow(i);
            flow.start(head.build());
            add(pictures.get(i), flow);
            flow.end(i == pictures.size() - 1 ? usage : null, STOP);
            flow.drain(events::add);
        }
        return events;
    }

    private static void add(Part picture, PartFlow flow) {
        Part.Builder start = picture.toBuilder();
        if (!picture.getMedia().hasData()) {
            flow.whole(picture, List.of());
            return;
        }
        start.getMediaBuilder().setData(ByteString.EMPTY);
        flow.whole(
                start.build(),
                List.of(PartDelta.newBuilder()
                        .setData(picture.getMedia().getData())
                        .build()));
    }
}
