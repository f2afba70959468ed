-- Residents, their ledgers, and what is needed to sign in and to keep open screens true.
--
-- Days are text `YYYY-MM-DD`; moments are text in RFC 3339, UTC; moments that are only compared
-- (sessions, codes) are whole seconds since 1970.

CREATE TABLE residents (
    id            TEXT    NOT NULL PRIMARY KEY,
    name          TEXT    NOT NULL,
    number        TEXT    NOT NULL,
    demo          INTEGER NOT NULL DEFAULT 0,
    registered_at TEXT    NOT NULL,
    -- `seq` of the newest entry, and with that the number of entries. Together with
    -- `registered_at` it names one state of the ledger.
    ledger_head   INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE entries (
    resident         TEXT    NOT NULL REFERENCES residents (id),
    id               TEXT    NOT NULL,
    -- Order of arrival in this ledger, from 1, without gaps.
    seq              INTEGER NOT NULL,
    factor           TEXT    NOT NULL,
    points           INTEGER NOT NULL,
    occurred_on      TEXT    NOT NULL,
    recorded_at      TEXT    NOT NULL,
    authority        TEXT    NOT NULL,
    reference        TEXT    NOT NULL,
    basis            TEXT    NOT NULL,
    rulebook_version TEXT    NOT NULL,
    counts_until     TEXT,
    corrects         TEXT,
    repaired_on      TEXT,
    contested        INTEGER NOT NULL,
    PRIMARY KEY (resident, id)
);

CREATE INDEX entries_newest ON entries (resident, occurred_on, id);
CREATE UNIQUE INDEX entries_arrival ON entries (resident, seq);

CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows: an entry never changes; record a correction');
END;

CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows: an entry never goes; record a correction');
END;

-- `INSERT OR REPLACE` removes rows without asking the trigger above. An entry that is already there
-- stays as it is; whoever inserts sees that no row was added.
CREATE TRIGGER entries_never_are_replaced BEFORE INSERT ON entries
BEGIN
    SELECT CASE
        WHEN EXISTS (SELECT 1 FROM entries WHERE resident = NEW.resident AND id = NEW.id)
            THEN RAISE(IGNORE)
        WHEN EXISTS (SELECT 1 FROM entries WHERE resident = NEW.resident AND seq = NEW.seq)
            THEN RAISE(ABORT, 'the ledger only grows: this place in it is taken')
    END;
END;

CREATE TABLE events (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    resident TEXT NOT NULL,
    kind     TEXT NOT NULL,
    entry    TEXT,
    at       TEXT NOT NULL
);

CREATE INDEX events_of ON events (resident, id);

CREATE TABLE sessions (
    token_hash BLOB    NOT NULL PRIMARY KEY,
    resident   TEXT    NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    created    INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    expires    INTEGER NOT NULL
);

CREATE INDEX sessions_of ON sessions (resident);

CREATE TABLE sign_in_codes (
    hash       BLOB    NOT NULL PRIMARY KEY,
    resident   TEXT    NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
);

CREATE TABLE sign_in_failures (
    address       TEXT    NOT NULL PRIMARY KEY,
    failures      INTEGER NOT NULL,
    last_at       INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL
);

CREATE TABLE rulebooks (
    id         TEXT    NOT NULL,
    version    TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    applied_at TEXT    NOT NULL,
    -- Order in which versions were applied; the highest is in use.
    place      INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (id, version)
);

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
