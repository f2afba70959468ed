-- Every session has a name that is no secret, and says coarsely what it was begun with, so that a
-- resident can tell their own devices apart and end each.

-- Family of the browser and of its system, from a short list of the program's own; none where unknown.
ALTER TABLE sessions ADD COLUMN browser TEXT;
ALTER TABLE sessions ADD COLUMN system TEXT;

UPDATE sessions SET public_id = lower(hex(randomblob(16))) WHERE public_id IS NULL;
