-- How much was asked within a minute of the clock, by session and by address, of those that ask for much: what
-- servers over one database tell each other. Rows of past minutes are deleted.
CREATE TABLE request_counts (
    -- A digest of the session's token or of the address.
    asker    BYTEA  NOT NULL,
    -- Minutes since 1970.
    minute   BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    PRIMARY KEY (asker, minute)
);
