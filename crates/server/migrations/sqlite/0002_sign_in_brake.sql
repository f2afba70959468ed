-- Wrong tries to sign in from everywhere together, one row a minute, so that a crowd of addresses
-- that each guess a little is noticed.

CREATE TABLE sign_in_minutes (
    -- Whole minutes since 1970.
    minute   INTEGER NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL
);
