// Reads what PostgreSQL was asked while the tests ran (pg_stat_statements), and holds it against the rule
// of docs/scaling.md: what reads or writes a resident's table names the resident, or a secret that belongs to
// one, so that the rows of a resident can lie on one node; what does not is listed here with the reason.
// Called by scripts/test-postgres, with the statements on standard input, each ended by a NUL.

import { readFileSync } from 'node:fs';
import { say } from './say.mjs';

/** Tables whose rows belong to a resident, with what names one: any of these compared for equality. */
const TABLES = {
  residents: ['id'],
  entries: ['resident'],
  events: ['resident'],
  entry_marks: ['resident'],
  cases: ['resident'],
  case_steps: ['resident'],
  case_files: ['resident'],
  evidence: ['resident'],
  answered: ['resident'],
  access_log: ['resident'],
  standings: ['resident'],
  tier_proofs: ['resident', 'token_hash', 'code_hash'],
  sessions: ['resident', 'token_hash'],
  sign_in_codes: ['resident', 'hash'],
  push_subscriptions: ['token_hash', 'endpoint', 'id'],
};

/** What crosses residents, each by how it begins, with why that is no harm to a request. */
const ON_PURPOSE = [
  // Of the tests themselves.
  ['SELECT it FROM ', 'a test reads whole tables'],
  ['SELECT COUNT(*) FROM cases', 'a test counts'],
  ['SELECT COUNT(*) FROM case_', 'a test counts'],
  ['SELECT COUNT(*) FROM answered', 'a test counts'],
  ['SELECT COUNT(*) FROM entry_marks', 'a test counts'],
  ['SELECT id, points FROM entries ORDER BY id', 'a test reads the whole table'],
  ['DELETE FROM standings', 'a test forgets all that is kept'],
  // Behind the requests.
  ['SELECT r.id, r.name,', 'the keeper of standings, and a recount, walk over all residents'],
  ['SELECT resident, MAX(id) FROM events WHERE id >', 'whose screens to wake, read by the watch'],
  ['SELECT COALESCE(MAX(id), ', 'where the watch begins, once at the start'],
  ['SELECT token_hash FROM sessions WHERE expires <=', 'sessions that are over, swept each minute'],
  ['SELECT EXISTS (SELECT $2 FROM sign_in_codes WHERE expires_at <=', 'whether codes are too old, swept each minute'],
  ['DELETE FROM sign_in_codes WHERE (hash) IN', 'codes that are too old, swept each minute'],
  ['SELECT EXISTS (SELECT $2 FROM tier_proofs WHERE expires_at <=', 'whether proofs are too old, swept each minute'],
  ['DELETE FROM tier_proofs WHERE (token_hash) IN', 'proofs that are too old, swept each minute'],
  ['SELECT MAX(id) FROM (SELECT id, at FROM events', 'events that are too old, swept each minute'],
  ['DELETE FROM events WHERE id <=', 'events that are too old, swept each minute'],
  ['SELECT EXISTS (SELECT $2 FROM evidence WHERE uploaded_at <=', 'whether uploads wait for too long, swept each hour'],
  ['DELETE FROM evidence WHERE (resident, digest) IN', 'uploads that no case names, swept each hour'],
  ['SELECT p.id, ', 'push messages that are due'],
  ['SELECT MIN(CASE WHEN p.due', 'when the next push message is due'],
  ['SELECT COUNT(*) FROM sessions WHERE display IS NOT NULL', 'a figure of /metrics'],
  // An operator's commands.
  ['SELECT id, resident, opened_at,', 'an office lists cases'],
  // The identity provider knows neither a resident's id nor a token: one index finds its names.
  ['DELETE FROM sessions WHERE oidc_', 'a sign-out that the identity provider tells'],
  // By a name or number that belongs to one resident, but is not the key that rows would be spread by.
  ['SELECT EXISTS (SELECT $3 FROM sessions WHERE display =', 'visits at one display'],
  ['DELETE FROM sessions WHERE display =', 'visits at one display'],
  ['SELECT s.public_id, d.name, s.created', 'one visit by its name'],
  ['SELECT $2 FROM cases WHERE id =', 'whether the number of a new case is taken'],
  ['SELECT resident FROM cases WHERE id =', 'whose case this is, for an office'],
].map(([begins, why]) => ({ begins, why }));

const statements = readFileSync(0, 'utf8').split('\0').map((it) => it.replace(/\s+/g, ' ').trim()).filter(Boolean);
const used = new Set();
const crossing = statements.filter((sql) => {
  if (!/^(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)) return false;
  const tables = Object.keys(TABLES).filter((table) => new RegExp(`\\b(FROM|JOIN|UPDATE|INTO)\\s+${table}\\b`, 'i').test(sql));
  if (tables.length === 0 || /^INSERT INTO \w+ \([^)]*\b(resident|token_hash|id)\b[^)]*\) VALUES/i.test(sql)) return false;
  const names = new Set(tables.flatMap((table) => TABLES[table]));
  const isNamed = [...names].some((name) => new RegExp(`(^|[\\s(.])${name} (= \\$|= ANY|IN \\(\\$)`, 'i').test(sql));
  if (isNamed) return false;
  const reason = ON_PURPOSE.find(({ begins }) => sql.startsWith(begins));
  if (reason) used.add(reason);
  return !reason;
});
for (const sql of crossing) say(`crosses residents: ${sql.slice(0, 300)}`);
for (const { begins } of ON_PURPOSE.filter((it) => !used.has(it))) say(`was not asked, so it needs no exception: ${begins}`);
say(`${statements.length} statements looked at; ${crossing.length} cross residents that should not, and ${used.size} kinds do on purpose`);
process.exitCode = crossing.length > 0 || statements.length < 100 ? 1 : 0;
