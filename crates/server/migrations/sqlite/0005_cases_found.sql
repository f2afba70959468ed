-- Finding what a case needs without reading whole tables.

-- The corrections of an entry.
CREATE INDEX entries_corrections ON entries (resident, corrects) WHERE corrects IS NOT NULL;

-- What the offices have to answer, the most urgent first.
CREATE INDEX cases_due ON cases (due_on, id) WHERE status NOT IN ('decided', 'withdrawn');

-- Uploads that no case names go after a day.
CREATE INDEX evidence_age ON evidence (uploaded_at);
