// kill -9 of the server, and now and then of an import, while imports, cases and sign-ins are under way. What
// was acknowledged must be there, nothing may be there twice, all lines about a resident or none, the file must
// be sound, and the standings that are kept must be those that the ledgers come to.
//
//   node tests/faults/kill.mjs [--runs 100] [--from 1]
//
// A run is one kill. It is named by its seed, which decides when; what is under way at that moment differs.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { binary, LiveServer, signIn, WITHOUT_LIMITS } from '../../scripts/live-server.mjs';
import { say } from '../../scripts/say.mjs';
import { dice as seededDice } from './random.mjs';

const RESIDENTS = ['desk', 'new', 'top', 'low', 'edge', 'mixed'];
/** So many residents sign in and send cases at the same time. */
const LANES = 4;
const SOUND_EVERY = 10;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '100' }, from: { type: 'string', default: '1' } } });
const [runs, first] = [Number(values.runs), Number(values.from)];

const server = await new LiveServer({ more: WITHOUT_LIMITS }).start();
const template = server.demoEntry('desk-blood-donation');
const today = new Date().toISOString().slice(0, 10);
const entries = new Map();
for (const id of RESIDENTS) entries.set(id, (await ask(await signIn(server.url, id), '/me')).entry_count);
const sentCases = new Map(RESIDENTS.map((id) => [id, 0]));
const before = new Map();
for (const id of RESIDENTS) before.set(id, (await allCases(await signIn(server.url, id))).length);
const counts = { cases: 0, 'cases without an answer': 0, 'sign-ins': 0, 'imports that were done': 0, 'imports that were done for some residents': 0, 'imports that were not done': 0 };
const failures = [];
const begun = performance.now();
for (let seed = first; seed < first + runs; seed += 1) {
  try {
    await run(seed);
  } catch (error) {
    failures.push(`run ${seed}: ${error.message}`);
    say(failures.at(-1));
  }
}
await server.stop();
say(`\n${runs} kills in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
for (const [what, count] of Object.entries(counts)) say(`  ${String(count).padStart(6)}  ${what}`);
for (const line of failures) say(line);
const failed = Math.min(runs, failures.length);
say(`${runs - failed} passed, ${failed} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

async function run(seed) {
  const dice = seededDice(seed);
  const lines = dice.between(50, 2_000);
  const importing = startImport(seed, lines);
  const done = { sessions: [], cases: [], open: [] };
  let ended = false;
  const lanes = Array.from({ length: LANES }, async (_, lane) => {
    for (let number = 0; !ended; number += 1) {
      const resident = RESIDENTS[(seed + lane + number) % RESIDENTS.length];
      await oneCase(`${seed}-${lane}-${number}`, resident, done).catch(() => {});
    }
  });
  await new Promise((go) => setTimeout(go, dice.between(20, 700)));
  await server.kill();
  ended = true;
  if (dice.between(0, 1)) importing.process.kill('SIGKILL');
  await Promise.all(lanes);
  const [status] = await importing.exit;
  await server.start();
  await judge(seed, { lines, status, file: importing.file, ...done });
}

/** An import by another process: the same entry many times, each with an id of its own. */
function startImport(seed, lines) {
  const file = join(server.folder, `kill-${seed}.ndjson`);
  const line = (number) => JSON.stringify({ ...template, id: `kill-${seed}-${number}`, resident: RESIDENTS[number % RESIDENTS.length] });
  writeFileSync(file, Array.from({ length: lines }, (_, number) => `${line(number)}\n`).join(''));
  const child = spawn(binary, ['import', file, ...server.database()], { stdio: 'ignore' });
  return { file, process: child, exit: once(child, 'exit') };
}

async function oneCase(key, resident, done) {
  const cookie = await signIn(server.url, resident);
  done.sessions.push(cookie);
  const body = { kind: 'claim', factor: 'blood_donation', on: today, words: `claim ${key}` };
  const sent = { resident, cookie, key: `key-of-${key}-0000`, body };
  done.open.push(sent);
  const { id } = await send(sent);
  done.open.splice(done.open.indexOf(sent), 1);
  done.cases.push({ ...sent, id });
}

async function judge(seed, { lines, status, file, sessions, cases, open }) {
  for (const cookie of sessions) await ask(cookie, '/me');
  counts['sign-ins'] += sessions.length;
  for (const sent of cases) {
    const again = await send(sent);
    if (again.id !== sent.id) throw new Error(`the case ${sent.id} was acknowledged, and sent again it is ${again.id}`);
  }
  // What was never answered is sent again, as the app does; it must be there once.
  for (const sent of open) await send(sent);
  counts.cases += cases.length;
  counts['cases without an answer'] += open.length;
  for (const { resident } of [...cases, ...open]) sentCases.set(resident, sentCases.get(resident) + 1);
  const cookies = new Map();
  for (const id of RESIDENTS) cookies.set(id, await signIn(server.url, id));
  for (const [id, cookie] of cookies) {
    const [there, wanted] = [(await allCases(cookie)).length, before.get(id) + sentCases.get(id)];
    if (there !== wanted) throw new Error(`${id} has ${there} cases, and sent ${wanted}`);
  }
  const share = (index) => Math.floor(lines / RESIDENTS.length) + (index < lines % RESIDENTS.length ? 1 : 0);
  const grownBy = async (id) => (await ask(cookies.get(id), '/me')).entry_count - entries.get(id);
  const grown = async (index, id) => (await grownBy(id)) === share(index);
  let there = 0;
  for (const [index, id] of RESIDENTS.entries()) {
    const more = await grownBy(id);
    if (more !== 0 && more !== share(index)) throw new Error(`${more} of ${share(index)} lines about ${id} are there`);
    if (more > 0) there += 1;
  }
  if (status === 0 && there < RESIDENTS.length) throw new Error('the import was acknowledged, and is not all there');
  const done = there === RESIDENTS.length ? 'done' : there > 0 ? 'done for some residents' : 'not done';
  counts[`imports that were ${done}`] += 1;
  server.command('import', file, ...server.database());
  for (const [index, id] of RESIDENTS.entries()) {
    if (!(await grown(index, id))) throw new Error(`an import that is run again leaves ${id} with a wrong number of entries`);
    entries.set(id, entries.get(id) + share(index));
  }
  rmSync(file);
  if (seed % SOUND_EVERY === 0) sound();
}

/** A copy is checked page by page when it is taken; and every standing is computed anew. */
function sound() {
  const copy = join(server.folder, 'copy.sqlite');
  server.command('backup', copy, ...server.database());
  rmSync(copy);
  server.command('recount', ...server.database());
}

async function send({ cookie, key, body }) {
  return ask(cookie, '/me/cases', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': key } });
}

async function allCases(cookie) {
  const all = [];
  for (let cursor = ''; ;) {
    const page = await ask(cookie, `/me/cases?limit=100${cursor && `&cursor=${cursor}`}`);
    all.push(...page.cases);
    if (!page.next_cursor) return all;
    cursor = page.next_cursor;
  }
}

async function ask(cookie, path, { headers, ...more } = {}) {
  const answer = await fetch(`${server.url}/api/v1${path}`, { ...more, headers: { cookie, origin: server.url, ...headers } });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
