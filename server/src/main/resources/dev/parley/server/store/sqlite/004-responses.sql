-- Answers that callers may continue, each with its own turn: see KeptTurns.
CREATE TABLE response (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    created INTEGER NOT NULL, -- milliseconds since 1970
    expires INTEGER NOT NULL, -- never before that of an answer that continues it
    previous TEXT NOT NULL, -- the answer it continues; empty: none
    deleted INTEGER NOT NULL, -- 1: kept for those that continue it alone
    bytes INTEGER NOT NULL -- of its content
) STRICT;
CREATE INDEX response_expires ON response (expires, created DESC);
CREATE INDEX response_previous ON response (previous);

-- Apart, so that what changes at every turn is small.
CREATE TABLE response_content (
    id TEXT PRIMARY KEY REFERENCES response (id) ON DELETE CASCADE,
    request BLOB NOT NULL, -- sealed
    answer BLOB NOT NULL -- sealed
) STRICT;

-- The items of answers, which callers may name instead of sending them again.
CREATE TABLE response_item (
    item TEXT NOT NULL,
    response TEXT NOT NULL REFERENCES response (id) ON DELETE CASCADE,
    PRIMARY KEY (item, response)
) STRICT, WITHOUT ROWID;
CREATE INDEX response_item_response ON response_item (response);

-- The bytes of all of them.
CREATE TABLE response_total (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    bytes INTEGER NOT NULL
) STRICT;
INSERT INTO response_total VALUES (1, 0);
CREATE TRIGGER response_added AFTER INSERT ON response
    BEGIN UPDATE response_total SET bytes = bytes + new.bytes; END;
CREATE TRIGGER response_gone AFTER DELETE ON response
    BEGIN UPDATE response_total SET bytes = bytes - old.bytes; END;
