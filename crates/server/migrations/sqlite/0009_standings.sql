-- What each ledger came to, so that nobody waits for it to be computed. Each row names the state that it was
-- computed from, and is nothing but a copy: without it, the same is computed again.
CREATE TABLE standings (
    resident      TEXT    NOT NULL PRIMARY KEY REFERENCES residents (id),
    registered_at TEXT    NOT NULL,
    ledger_head   INTEGER NOT NULL,
    revision      INTEGER NOT NULL,
    -- Digest of the rulebook.
    rulebook      TEXT    NOT NULL,
    -- The day for which it was computed, and the first on which it may be another; none where only an entry
    -- changes it.
    computed_for  TEXT    NOT NULL,
    holds_until   TEXT,
    -- What `GET /me` says.
    me            TEXT    NOT NULL
) WITHOUT ROWID;
