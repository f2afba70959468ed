// Open screens: what a stream of events costs the server in memory, and how soon an import is on all the screens
// that it concerns. Loopback only, bounded in time.
//
//   node bench/streams.mjs [--streams 5000] [--concerned 1000] [--database ADDRESS]
//
// Each stream is of a resident and a session of their own. Needs a built server, and as many open files as twice
// the streams (ulimit -n). For PostgreSQL run it by pg_virtualenv, as scripts/test-postgres does.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { binary, run, WITHOUT_LIMITS } from '../scripts/live-server.mjs';
import { say, stop } from '../scripts/say.mjs';
import { serve } from './serve.mjs';
import { keep, quantile, report } from './figures.mjs';

const GOALS = { kilobytes: 20, milliseconds: 1_000 };
/** So long after the last stream was opened, nothing is on its way any more. */
const SETTLE_MS = 5_000;
const LONGEST_MS = 60_000;
const AT_ONCE = 8;
const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '5000' },
    concerned: { type: 'string', default: '1000' },
    database: { type: 'string' },
  },
});
const [streams, concerned] = [Number(values.streams), Number(values.concerned)];
const folder = mkdtempSync(join(tmpdir(), 'citizen-score-streams-'));
const database = ['--database', values.database ?? `sqlite:${join(folder, 'streams.sqlite')}`];
const residents = Array.from({ length: streams }, (_, number) => `made-up-1-${number}`);
let server;
try {
  run('demo', '--residents', String(streams), '--entries', '20', ...database);
  const template = JSON.parse(run('demo', '--print', 'desk-blood-donation'));
  const { process: serving, url } = await serve(...WITHOUT_LIMITS, ...database);
  server = serving;
  const cookies = await signIn(url);
  // What is kept of a standing is bounded, and no part of a stream.
  for (const cookie of cookies.values()) await fetch(`${url}/api/v1/me`, { headers: { cookie } }).then((it) => it.text());
  await new Promise((settled) => setTimeout(settled, SETTLE_MS));
  const before = kilobytes();
  const arrived = new Map();
  const open = await openAll(url, cookies, (resident) => arrived.set(resident, performance.now()));
  await new Promise((settled) => setTimeout(settled, SETTLE_MS));
  const each = (kilobytes() - before) / streams;
  report('a stream takes', `${each.toFixed(1)} KB`, `${GOALS.kilobytes} KB`, each <= GOALS.kilobytes);
  const file = join(folder, 'entries.ndjson');
  const lines = residents.slice(0, concerned).map((resident) => JSON.stringify({ ...template, id: `streams-${resident}`, resident }));
  writeFileSync(file, lines.join('\n'));
  const begun = performance.now();
  const done = await promisify(execFile)(binary, ['import', file, ...database]).then(() => performance.now());
  const limit = performance.now() + LONGEST_MS;
  while (arrived.size < concerned && performance.now() < limit) await new Promise((again) => setTimeout(again, 20));
  if (arrived.size !== concerned) stop(`${arrived.size} of ${concerned} screens were told`);
  const late = [...arrived.values()].map((at) => at - done);
  const last = Math.max(...late);
  report('an import of so many took', `${concerned}: ${Math.round(done - begun)} ms`);
  report('half of the screens, after it', `${Math.round(quantile(late, 0.5))} ms`);
  report('the last of them', `${Math.round(last)} ms`, `${GOALS.milliseconds} ms`, last <= GOALS.milliseconds);
  keep(`streams-${values.database ? new URL(values.database).protocol.slice(0, -1) : 'file'}`, { streams, concerned, kilobytes: each, half: quantile(late, 0.5), last });
  for (const one of open) one.destroy();
} finally {
  server?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

/** Signs everybody in, each with a code. */
async function signIn(url) {
  const cookies = new Map();
  const waiting = [...residents];
  const lanes = Array.from({ length: AT_ONCE }, async () => {
    for (let resident = waiting.pop(); resident; resident = waiting.pop()) {
      const { stdout } = await promisify(execFile)(binary, ['code', resident, ...database]);
      const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: stdout.trim() }) });
      if (!answer.ok) stop(`a sign-in was answered with ${answer.status}`);
      cookies.set(resident, answer.headers.getSetCookie()[0].split(';')[0]);
      await answer.text();
    }
  });
  await Promise.all(lanes);
  return cookies;
}

/** Opens a stream for each session, and says when an entry comes by one. */
async function openAll(url, cookies, onEntry) {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const open = [];
  const waiting = [...cookies];
  const lanes = Array.from({ length: AT_ONCE * 4 }, async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [resident, cookie] = next;
      open.push(await openOne(`${url}/api/v1/me/events`, { agent, headers: { cookie } }, () => onEntry(resident)));
    }
  });
  await Promise.all(lanes);
  return open;
}

/** Opens a stream, and waits for the standing with which it begins. */
function openOne(url, options, onEntry) {
  return new Promise((opened, fail) => {
    const asked = request(url, options, (answer) => {
      if (answer.statusCode !== 200) fail(new Error(`a stream was answered with ${answer.statusCode}`));
      answer.setEncoding('utf8');
      answer.on('data', (text) => {
        if (/^event: ?standing/m.test(text)) opened(asked);
        if (/^event: ?entry/m.test(text)) onEntry();
      });
      answer.on('error', () => {});
    });
    asked.on('error', fail);
    asked.end();
  });
}


/** What the server holds in memory. */
function kilobytes() {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]);
}
