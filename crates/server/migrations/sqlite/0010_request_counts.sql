-- How much was asked within a minute of the clock, by session and by address, of those that ask for much: what
-- servers over one database tell each other. Rows of past minutes are deleted.
CREATE TABLE request_counts (
    -- A digest of the session's token or of the address.
    asker    BLOB    NOT NULL,
    -- Minutes since 1970.
    minute   INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    PRIMARY KEY (asker, minute)
) WITHOUT ROWID;
