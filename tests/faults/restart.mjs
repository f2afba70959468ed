// PostgreSQL restarted as a whole, in both ways that end its connections at once, while residents read and
// write. Who asks must get an answer, or be told to come again, and be served as before soon afterwards; what was
// acknowledged must be there.
//
//   node tests/faults/restart.mjs [--rounds 1]
//
// Needs a cluster of its own, by pg_virtualenv: scripts/restart-postgres does all that.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { LiveServer, signIn, WITHOUT_LIMITS } from '../../scripts/live-server.mjs';
import { say, stop } from '../../scripts/say.mjs';

/** The name that pg_virtualenv gives. */
const CLUSTER = 'regress';
const WAYS = ['fast', 'immediate'];
const READERS = 6;
const BEFORE_MS = 1_500;
/** So soon after a restart each is answered as before. */
const BACK_MS = 10_000;
const AFTER_MS = 3_000;
const ENTRY = '/api/v1/me/entries/desk-red-light';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '1' } } });
const { PGUSER, PGPASSWORD, PGHOST, PGPORT, PGDATABASE, PGVERSION } = process.env;
if (!PGPORT || !PGVERSION) stop('there is no cluster to restart; scripts/restart-postgres makes one');

const address = `postgres://${PGUSER}:${PGPASSWORD}@${PGHOST}:${PGPORT}/${PGDATABASE}`;
const server = await new LiveServer({ address, more: WITHOUT_LIMITS }).start();
let [passed, failed, cookie] = [0, 0];
try {
  await server.untilKept();
  cookie = await signIn(server.url, 'desk');
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const way of WAYS) {
      const faults = await restart(way);
      for (const fault of faults.slice(0, 10)) say(`  ${fault}`);
      if (faults.length > 0) failed += 1;
      else passed += 1;
    }
  }
} finally {
  await server.stop();
}
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Restarts it once, and returns what was wrong. */
async function restart(way) {
  const under = { ended: false, answers: [], refusedAt: 0, words: 0, acknowledged: 0 };
  const askers = [...Array.from({ length: READERS }, (_, number) => read(under, number)), write(under)];
  await pause(BEFORE_MS);
  const begun = performance.now();
  const [status] = await once(spawn('pg_ctlcluster', [PGVERSION, CLUSTER, 'restart', '-m', way], { stdio: 'inherit' }), 'exit');
  const took = performance.now() - begun;
  const since = performance.now();
  const settled = () => Math.max(since, under.refusedAt) - since;
  // Served as before: nothing but answers for a while.
  while (performance.now() - since - settled() < AFTER_MS && performance.now() - since < BACK_MS + AFTER_MS) await pause(50);
  under.ended = true;
  await Promise.all(askers);
  const later = under.answers.filter(({ status }) => status === 503).length;
  const slowest = Math.max(...under.answers.map(({ ms }) => ms));
  say(`${way}: restarted in ${(took / 1000).toFixed(1)} s; ${under.answers.length} requests, ${later} told to come again, the slowest after ${(slowest / 1000).toFixed(1)} s; the last of these ${(settled() / 1000).toFixed(1)} s after the restart`);

  const faults = under.answers.filter(({ fault }) => fault).map(({ fault }) => fault);
  if (status !== 0) faults.push(`pg_ctlcluster ended with ${status}`);
  if (settled() > BACK_MS) faults.push('it was not served as before in time');
  const { statement } = await (await fetch(server.url + ENTRY, { headers: { cookie } })).json();
  const stored = Number(statement);
  if (!(stored >= under.acknowledged && stored <= under.words)) {
    faults.push(`the words ${under.acknowledged} were acknowledged, ${under.words} were sent last, and there are ${statement}`);
  }
  if (under.acknowledged === 0) faults.push('nothing was written');
  return faults;
}

async function read(under, number) {
  const path = number % 2 === 0 ? '/api/v1/me' : '/api/v1/me/cases';
  while (!under.ended) {
    await ask(under, path);
    await pause(5);
  }
}

/** Writes one number after the other beside an entry. */
async function write(under) {
  while (!under.ended) {
    under.words += 1;
    const text = String(under.words);
    const headers = { 'content-type': 'application/json', origin: server.url, 'idempotency-key': crypto.randomUUID() };
    const status = await ask(under, `${ENTRY}/statement`, { method: 'PUT', headers, body: JSON.stringify({ text }) });
    if (status === 200) under.acknowledged = under.words;
    await pause(5);
  }
}

/** Asks once, notes what came, and returns its status. */
async function ask(under, path, { headers, ...more } = {}) {
  const begun = performance.now();
  const note = (status, fault) => {
    const at = performance.now();
    if (status !== 200) under.refusedAt = at;
    under.answers.push({ status, ms: at - begun, fault: fault && `${more.method ?? 'GET'} ${path}: ${fault}` });
    return status;
  };
  try {
    const answer = await fetch(server.url + path, { headers: { cookie, ...headers }, ...more });
    const text = await answer.text();
    const isToComeAgain = answer.status === 503 && Number(answer.headers.get('retry-after')) > 0;
    return note(answer.status, answer.status === 200 || isToComeAgain ? undefined : `${answer.status} ${text}`);
  } catch (error) {
    return note(0, error.cause?.message ?? error.message);
  }
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
