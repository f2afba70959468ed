// A made-up resident who has a string of their own in every personal field, and the search for it.
//
// The strings are never given to the browser by the test: everything is taken out of it, and searched here.

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const rulebook = JSON.parse(readFileSync(join(root, 'rulebooks/suqian-demo.json'), 'utf8'));

// One pixel; what it shows is of no interest.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A string that is nowhere else. It has no letter that is written in another way in an address. */
const mark = (field) => `CANARY${field}${randomBytes(6).toString('hex')}`;

/** Imports a resident with a mark in every field, and has them write and ask. Returns id and marks. */
export async function canaryResident(server, number = 1) {
  const id = `canary${number}${randomBytes(4).toString('hex')}`;
  const marks = Object.fromEntries(
    ['name', 'number', 'entry', 'second', 'reference', 'statement', 'words', 'wish', 'file', 'question'].map((field) => [field, mark(field)]),
  );
  const [factor, other] = rulebook.factors.filter((it) => it.status === 'in_force' && it.cap === null && typeof it.points === 'number');
  const now = new Date().toISOString();
  const entry = (entryId, { code, points, authority, basis }, reference) => ({
    resident: id, id: entryId, factor: code, points, occurred_on: now.slice(0, 10), recorded_at: now, authority,
    reference, basis, rulebook_version: rulebook.version, counts_until: null,
  });
  server.import(
    { resident: id, name: marks.name, number: marks.number },
    entry(marks.entry, factor, marks.reference),
    entry(marks.second, other ?? factor, `${marks.reference}b`),
  );
  // The resident's own device: what is written there is seen at displays too.
  const code = server.code(id);
  const answer = await fetch(`${server.url}/api/v1/session`, json('POST', { code }, server.url));
  if (!answer.ok) throw new Error(`the canary could not sign in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie()[0].split(';')[0];
  const call = async (method, path, body, headers = {}) => {
    const request = body instanceof Buffer
      ? { method, body, headers: { 'content-type': 'image/png', origin: server.url } }
      : json(method, body, server.url);
    Object.assign(request.headers, { cookie }, headers);
    const answer = await fetch(`${server.url}/api/v1${path}`, request);
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
    return answer.json().catch(() => undefined);
  };
  await call('PUT', `/me/entries/${marks.entry}/statement`, { text: marks.statement });
  const digest = createHash('sha256').update(PICTURE).digest('hex');
  await call('PUT', `/me/evidence/${digest}`, PICTURE);
  const objection = {
    kind: 'objection', entry: marks.entry, ground: 'not_so', words: marks.words, wish: marks.wish,
    evidence: [{ digest, name: `${marks.file}.png` }],
  };
  const { id: number_ } = await call('POST', '/me/cases', objection, { 'idempotency-key': crypto.randomUUID() });
  server.command('cases', 'ask', number_, '--question', marks.question, '--operator', 'office', ...server.database());
  return { id, marks, cookie, call, caseNumber: number_ };
}

function json(method, body, origin) {
  return { method, headers: { 'content-type': 'application/json', origin, 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify(body) };
}

/** The marks of a resident that are in some bytes, however these write letters. */
export function found(bytes, marks) {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
  return Object.entries(marks)
    .filter(([, mark]) => ['utf8', 'utf16le'].some((how) => buffer.includes(Buffer.from(mark, how))))
    .map(([field]) => field);
}

/** The marks that are in the files of a folder, with the file. Addresses of personal answers count too,
 * since a compressed copy of an answer has no mark to be found by. */
export function foundInFolder(folder, marks) {
  const addresses = { me: '/api/v1/me', session: '/api/v1/session', pairings: '/api/v1/pairings' };
  const all = [];
  for (const file of filesIn(folder)) {
    let content;
    try {
      content = readFileSync(file);
    } catch {
      continue; // Gone meanwhile, or a socket.
    }
    for (const field of found(content, { ...marks, ...addresses })) all.push(`${field} in ${file}`);
  }
  return all;
}

function filesIn(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    try {
      return statSync(path).isFile() ? [path] : [];
    } catch {
      return [];
    }
  });
}
