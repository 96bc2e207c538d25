package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.GrowingPart;
import dev.parley.server.dialect.codec.SaidText;

/** A part of an item while it grows. It may be told piece by piece, at its end, or both ways (E-TOOL-8). */
class HostPart extends GrowingPart {
    private final SaidText said = new SaidText();
    private boolean whole;

    HostPart(Part start) {
        super(start);
    }

    /** More of the part's text. */
    void say(String piece, String logprobs) {
        said.add(piece);
        text(piece, logprobs);
    }

    /** All of its text; empty if the host does not tell it again. */
    void settle(String all, String logprobs) {
        if (!all.isEmpty()) {
            String news = news(said, all);
            say(news, news.length() == all.length() ? logprobs : "");
        }
    }

    /** Nothing more can come. */
    void end() {
        whole = true;
    }

    @Override
    public boolean whole() {
        return whole;
    }

    /** What a text adds to what was said of it; fails if it is another one, as then something was lost. */
    static String news(SaidText said, String all) {
        if (!said.continues(all)) {
            throw BadAnswer.malformed("the end of an item is not what was streamed of it.");
        }
        return said.news(all);
    }
}
