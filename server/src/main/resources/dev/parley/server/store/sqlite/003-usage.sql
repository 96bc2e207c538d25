-- What was used, by view (total, key, model, hour, day) and by name within it.
CREATE TABLE usage (
    view TEXT NOT NULL,
    name TEXT NOT NULL,
    requests INTEGER NOT NULL,
    succeeded INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    estimated INTEGER NOT NULL, -- requests whose tokens were estimated
    created_at INTEGER NOT NULL, -- milliseconds since 1970
    last_used INTEGER NOT NULL,
    PRIMARY KEY (view, name)
) STRICT, WITHOUT ROWID;
