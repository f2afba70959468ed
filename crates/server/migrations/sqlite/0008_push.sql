-- What a browser takes messages by, and what waits to be told (docs/decisions/0029-web-push.md).
--
-- Seconds are whole seconds since 1970. Sets of what can be told of are sums: 1 the record, 2 a case,
-- 4 a sign-in.

CREATE TABLE push_subscriptions (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The session that subscribed: the subscription goes with it.
    token_hash    BLOB    NOT NULL UNIQUE REFERENCES sessions (token_hash) ON DELETE CASCADE,
    -- Who knows it can send to the browser, if they have the server's key too; never shown or logged.
    endpoint      TEXT    NOT NULL UNIQUE,
    p256dh        BLOB    NOT NULL,
    auth          BLOB    NOT NULL,
    language      TEXT    NOT NULL,
    -- The set to tell of.
    about         INTEGER NOT NULL,
    -- Minutes of the day, and the zone that they are of; none without quiet hours.
    quiet_from    INTEGER,
    quiet_to      INTEGER,
    quiet_zone    TEXT,
    -- Number of the newest event that was looked at.
    seen          INTEGER NOT NULL,
    -- The set that waits to be told, and the set that is on its way.
    pending       INTEGER NOT NULL DEFAULT 0,
    sending       INTEGER NOT NULL DEFAULT 0,
    -- Second before which nothing is sent.
    due           INTEGER NOT NULL DEFAULT 0,
    -- Second until which a process has it to itself.
    claimed_until INTEGER NOT NULL DEFAULT 0,
    -- Tries that failed since the last one that did not.
    failures      INTEGER NOT NULL DEFAULT 0,
    -- Second of the last message that was asked for as a test.
    tested_at     INTEGER NOT NULL DEFAULT 0,
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
    CHECK ((quiet_from IS NULL) = (quiet_zone IS NULL))
);
