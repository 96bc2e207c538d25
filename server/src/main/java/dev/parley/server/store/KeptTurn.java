package dev.parley.server.store;

import java.time.Instant;
import java.util.List;

/**
 * An answer with what was asked.
 *
 * @param id the answer's, unguessable and never used again
 * @param owner who alone may see and continue it
 * @param created when it was begun
 * @param expires when it is forgotten, in whole milliseconds
 * @param previous the id of the answer that it continues; empty: none
 * @param items the ids of what it consists of
 * @param request what was asked, as the owner of this record writes it
 * @param answer likewise
 */
public record KeptTurn(
        String id,
        String owner,
        Instant created,
        Instant expires,
        String previous,
        List<String> items,
        byte[] request,
        byte[] answer) {

    /** How much it counts towards the bounds. */
    public long bytes() {
        return (long) request.length + answer.length;
    }

    @Override
    public String toString() {
        return "KeptTurn[" + id + ']';
    }
}
