-- Sign-ins at the identity provider that were begun and have not come back. The browser holds a secret in a
-- cookie; what is kept here is used once, and for ten minutes.
CREATE TABLE oidc_begun (
    -- SHA-256 of the secret in the cookie.
    hash       BLOB    NOT NULL PRIMARY KEY,
    -- SHA-256 of the state and of the nonce.
    state_hash BLOB    NOT NULL,
    nonce_hash BLOB    NOT NULL,
    -- What proves to the issuer that the code is exchanged by whoever asked for it (RFC 7636).
    verifier   TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX oidc_begun_by_end ON oidc_begun (expires_at);

-- Sign-outs that the identity provider has told, so that none is told twice.
CREATE TABLE oidc_logouts (
    -- SHA-256 of the name of the token.
    hash       BLOB    NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;

-- By what the identity provider will name the session when it ends it: SHA-256 of whom and of which session of
-- theirs. None where a session was begun in another way.
ALTER TABLE sessions ADD COLUMN oidc_sub BLOB;
ALTER TABLE sessions ADD COLUMN oidc_sid BLOB;

CREATE INDEX sessions_oidc_sub ON sessions (oidc_sub) WHERE oidc_sub IS NOT NULL;
CREATE INDEX sessions_oidc_sid ON sessions (oidc_sid) WHERE oidc_sid IS NOT NULL;
