-- Tokens charged to caller keys: one row for each key's day, month and total, the last of each.
CREATE TABLE budget (
    caller TEXT NOT NULL, -- the hash of a key, or listener/anonymous
    period TEXT NOT NULL, -- DAY, MONTH or TOTAL
    name TEXT NOT NULL, -- 2026-11-21, 2026-11 or nothing
    tokens INTEGER NOT NULL,
    estimated INTEGER NOT NULL, -- those among them that were estimated
    PRIMARY KEY (caller, period)
) STRICT, WITHOUT ROWID;
