// Reads what PostgreSQL was asked while the tests ran (pg_stat_statements), and holds it against the rule
// of docs/scaling.md: what reads or writes a resident's table names the resident, or a secret or number that
// belongs to one, so that the rows of a resident can lie on one node. Called by scripts/test-postgres, with
// the statements on standard input, each ended by a NUL.

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

/** What crosses residents on purpose, each with why; none of it is in the way of a request. */
const ON_PURPOSE = [
];

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
say(`${statements.length} statements looked at, ${crossing.length} that cross residents, ${used.size} of them on purpose`);
process.exitCode = crossing.length > 0 || statements.length < 100 ? 1 : 0;
