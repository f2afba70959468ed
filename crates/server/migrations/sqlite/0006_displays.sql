-- Shared displays, signing in at one with a phone, and sessions of more than one kind.
--
-- Seconds are whole seconds since 1970.

-- Displays that the city has set up, and those that a server in kiosk mode stands for (without a key).
CREATE TABLE displays (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    name           TEXT    NOT NULL UNIQUE,
    -- SHA-256 of the key that the display's browser carries in a cookie.
    key_hash       BLOB    UNIQUE,
    added_at       INTEGER NOT NULL,
    -- Second of the last heartbeat; none before the first.
    last_heartbeat INTEGER,
    build          TEXT,
    restarts       INTEGER NOT NULL DEFAULT 0,
    -- What the display said last, which begins at 0 again with each start of its browser.
    restarts_told  INTEGER NOT NULL DEFAULT 0
);

ALTER TABLE sessions ADD COLUMN idle INTEGER NOT NULL DEFAULT 1800;
-- For a visit at a display, which reads and writes nothing; none for the resident's own device.
ALTER TABLE sessions ADD COLUMN display INTEGER REFERENCES displays (id) ON DELETE CASCADE;
-- Name of the session that is no secret: what the resident's own device ends it by.
ALTER TABLE sessions ADD COLUMN public_id TEXT;
ALTER TABLE sessions ADD COLUMN extensions INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX sessions_public ON sessions (public_id) WHERE public_id IS NOT NULL;

CREATE TABLE pairings (
    device_hash BLOB    NOT NULL PRIMARY KEY,
    -- SHA-256 of the short code, of its eight letters.
    user_hash   BLOB    NOT NULL UNIQUE,
    -- SHA-256 of the key in the QR code.
    key_hash    BLOB    NOT NULL,
    -- The display that asked, and the only one that gets the session.
    display     INTEGER NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    -- waiting, approved, refused, used
    status      TEXT    NOT NULL,
    resident    TEXT    REFERENCES residents (id) ON DELETE CASCADE,
    -- public_id of the session that came of it.
    session     TEXT,
    expires_at  INTEGER NOT NULL
);

CREATE INDEX pairings_of ON pairings (display);
