-- The keys that records are signed with, and the rulebook that was announced.

CREATE TABLE keys (
    -- The first 8 bytes of SHA-256 of the public key, in hexadecimal.
    id         TEXT NOT NULL PRIMARY KEY,
    public     BLOB NOT NULL,
    -- Null once the key is retired: from then on nothing more can be signed with it.
    secret     BLOB,
    created_at TEXT NOT NULL,
    retired_at TEXT,
    CHECK ((secret IS NULL) = (retired_at IS NOT NULL))
);

-- One key is in use at a time.
CREATE UNIQUE INDEX keys_in_use ON keys (retired_at IS NULL) WHERE retired_at IS NULL;

CREATE TABLE announced_rulebook (
    -- There is at most one.
    place          INTEGER NOT NULL PRIMARY KEY CHECK (place = 1),
    id             TEXT    NOT NULL,
    version        TEXT    NOT NULL,
    text           TEXT    NOT NULL,
    effective_from TEXT    NOT NULL,
    announced_at   TEXT    NOT NULL
);
