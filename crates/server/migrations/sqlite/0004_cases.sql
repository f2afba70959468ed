-- What a resident does about the record, and who looked at it.
--
-- Every table about a resident is keyed by the resident first. Days and moments are as in
-- 0001_start.sql.

-- Grows with every change of what stands beside the entries: marks, statements, cases.
ALTER TABLE residents ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
-- 0 where the resident has withdrawn consent to being scored.
ALTER TABLE residents ADD COLUMN scored INTEGER NOT NULL DEFAULT 1;
ALTER TABLE residents ADD COLUMN consent_changed_at TEXT;

-- An event of the kind `case` names a case, one of the kind `entry` an entry.
ALTER TABLE events ADD COLUMN case_id TEXT;

-- What stands beside an entry. The entry itself never changes.
CREATE TABLE entry_marks (
    resident     TEXT    NOT NULL,
    entry        TEXT    NOT NULL,
    -- 1 while an objection to it is open.
    contested    INTEGER NOT NULL DEFAULT 0,
    -- First day on which it does not count any more, since a repair was granted.
    repaired_on  TEXT,
    statement    TEXT,
    statement_at TEXT,
    -- The newest case about it.
    case_id      TEXT,
    PRIMARY KEY (resident, entry),
    FOREIGN KEY (resident, entry) REFERENCES entries (resident, id)
);

CREATE TABLE cases (
    resident        TEXT NOT NULL REFERENCES residents (id),
    id              TEXT NOT NULL UNIQUE,
    opened_at       TEXT NOT NULL,
    kind            TEXT NOT NULL,
    entry           TEXT,
    factor          TEXT NOT NULL,
    -- Day on which it was settled, or of the deed.
    on_day          TEXT,
    ground          TEXT,
    words           TEXT NOT NULL,
    wish            TEXT,
    status          TEXT NOT NULL,
    authority       TEXT NOT NULL,
    due_on          TEXT NOT NULL,
    verdict         TEXT,
    resulting_entry TEXT,
    PRIMARY KEY (resident, id),
    FOREIGN KEY (resident, entry) REFERENCES entries (resident, id)
);

CREATE INDEX cases_newest ON cases (resident, opened_at, id);

-- One open case of a kind about an entry.
CREATE UNIQUE INDEX cases_open ON cases (resident, entry, kind)
    WHERE entry IS NOT NULL AND status NOT IN ('decided', 'withdrawn');

-- The history of a case; it only grows.
CREATE TABLE case_steps (
    resident TEXT    NOT NULL,
    case_id  TEXT    NOT NULL,
    -- From 1, without gaps.
    number   INTEGER NOT NULL,
    at       TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    words    TEXT,
    PRIMARY KEY (resident, case_id, number),
    FOREIGN KEY (resident, case_id) REFERENCES cases (resident, id)
);

CREATE TRIGGER case_steps_never_change BEFORE UPDATE ON case_steps
BEGIN
    SELECT RAISE(ABORT, 'the history of a case only grows');
END;

CREATE TRIGGER case_steps_never_go BEFORE DELETE ON case_steps
BEGIN
    SELECT RAISE(ABORT, 'the history of a case only grows');
END;

-- Uploaded files, by content.
CREATE TABLE evidence (
    resident    TEXT    NOT NULL REFERENCES residents (id),
    -- SHA-256 in hexadecimal.
    digest      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    bytes       INTEGER NOT NULL,
    content     BLOB    NOT NULL,
    -- Seconds since 1970.
    uploaded_at INTEGER NOT NULL,
    PRIMARY KEY (resident, digest)
);

-- Which step of which case has which files.
CREATE TABLE case_files (
    resident TEXT    NOT NULL,
    case_id  TEXT    NOT NULL,
    step     INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    digest   TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    PRIMARY KEY (resident, case_id, step, place),
    FOREIGN KEY (resident, case_id, step) REFERENCES case_steps (resident, case_id, number),
    FOREIGN KEY (resident, digest) REFERENCES evidence (resident, digest)
);

CREATE INDEX case_files_of ON case_files (resident, digest);

-- Requests that were answered, so that the same one is not carried out twice.
CREATE TABLE answered (
    resident TEXT    NOT NULL REFERENCES residents (id),
    -- The `Idempotency-Key`.
    key      TEXT    NOT NULL,
    -- SHA-256 of method, path and body.
    request  BLOB    NOT NULL,
    status   INTEGER NOT NULL,
    body     BLOB    NOT NULL,
    at       TEXT    NOT NULL,
    PRIMARY KEY (resident, key)
);

-- Who looked; it only grows.
CREATE TABLE access_log (
    resident TEXT    NOT NULL REFERENCES residents (id),
    -- From 1, without gaps.
    number   INTEGER NOT NULL,
    at       TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    by       TEXT    NOT NULL,
    about    TEXT,
    entries  INTEGER,
    PRIMARY KEY (resident, number)
);

CREATE TRIGGER access_log_never_changes BEFORE UPDATE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log only grows');
END;

CREATE TRIGGER access_log_never_shrinks BEFORE DELETE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log only grows');
END;

-- `INSERT OR REPLACE` removes rows without asking the trigger above.
CREATE TRIGGER access_log_rows_are_never_replaced BEFORE INSERT ON access_log
BEGIN
    SELECT CASE
        WHEN EXISTS (
            SELECT 1 FROM access_log WHERE resident = NEW.resident AND number = NEW.number
        )
            THEN RAISE(ABORT, 'the access log only grows')
    END;
END;

-- Proofs of a tier; only hashes of what opens them.
CREATE TABLE tier_proofs (
    token_hash BLOB    NOT NULL PRIMARY KEY,
    code_hash  BLOB    NOT NULL UNIQUE,
    resident   TEXT    NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    -- Seconds since 1970.
    expires_at INTEGER NOT NULL,
    used_at    TEXT
);

CREATE INDEX tier_proofs_of ON tier_proofs (resident);
