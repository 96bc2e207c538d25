package dev.parley.server.image;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.Attempt;
import org.jspecify.annotations.Nullable;

/** An answer of pictures as it comes. It fails at its end if there are fewer than were asked for. */
final class PictureStream implements ChatStream {
    private final ChatStream answer;
    private final Attempt attempt;
    private final ChatAccumulator whole = new ChatAccumulator();

    PictureStream(ChatStream answer, Attempt attempt) {
        this.answer = answer;
        this.attempt = attempt;
    }

    @Override
    public @Nullable ChatEvent next() {
        ChatEvent event;
        try {
            event = answer.next();
        } catch (ChatException e) {
            throw PictureFaults.worded(e);
        }
        if (event == null) {
            PictureFaults.check(whole.response(), attempt);
        } else {
            whole.add(event);
        }
        return event;
    }

    @Override
    public boolean buffered() {
        return answer.buffered();
    }

    @Override
    public void close() {
        answer.close();
    }
}
