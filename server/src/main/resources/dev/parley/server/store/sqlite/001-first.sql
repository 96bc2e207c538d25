-- The first form. A secret is sealed: form, key id, nonce, AES-256-GCM; see Keyring.
PRAGMA application_id = 1346458188;

CREATE TABLE canary (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE caller_key (
    id TEXT PRIMARY KEY, -- made up; what the seal is bound to
    position INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    email TEXT NOT NULL,
    mobile TEXT NOT NULL,
    password BLOB NOT NULL, -- sealed
    token BLOB NOT NULL -- sealed
) STRICT;

CREATE TABLE mapping (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fast TEXT NOT NULL,
    slow TEXT NOT NULL
) STRICT;

CREATE TABLE publication (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    hash TEXT NOT NULL,
    at INTEGER NOT NULL -- milliseconds since 1970
) STRICT;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL, -- milliseconds since 1970
    actor TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;

CREATE TABLE call_count (
    caller TEXT PRIMARY KEY,
    calls INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL
) STRICT;
