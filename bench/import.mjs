// An import at scale: how long a million lines take, in how much memory, what a server beside it still does, and
// that an import which was killed goes on where it was. Loopback only, bounded in time.
//
//   node bench/import.mjs [--lines 1000000] [--residents 10000] [--database ADDRESS]
//
// The lines are about the residents in turn, so that those about one are scattered over the whole file. Needs a
// built server. For PostgreSQL run it by pg_virtualenv, as scripts/test-postgres does.

import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { binary, run } from '../scripts/live-server.mjs';
import { say, stop } from '../scripts/say.mjs';
import { serve } from './serve.mjs';
import { keep, report } from './figures.mjs';

/** What an import may take in memory, and how late what it brings may reach a screen that is open. */
const GOALS = { megabytes: 100, screen: 1_000 };
const LOOK_MS = 50;
const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    residents: { type: 'string', default: '10000' },
    database: { type: 'string' },
  },
});
const [lines, residents] = [Number(values.lines), Number(values.residents)];
const folder = mkdtempSync(join(tmpdir(), 'citizen-score-import-'));
const database = ['--database', values.database ?? `sqlite:${join(folder, 'import.sqlite')}`];
const file = join(folder, 'records.ndjson');
let server;
try {
  run('demo', ...database);
  await write(file);
  say(`${lines} lines about ${residents} residents, ${Math.round(statSync(file).size / 1e6)} MB`);
  const { process: serving, url } = await serve('--demo', ...database);
  server = serving;
  const writing = everySecond(url);
  const first = startImport();
  await new Promise((go) => setTimeout(go, 20_000));
  first.process.kill('SIGKILL');
  await first.ended;
  say(`  killed after 20 s, at most ${first.most} MB`);
  const begun = performance.now();
  const second = startImport();
  const [status] = await second.ended;
  const seconds = (performance.now() - begun) / 1_000;
  if (status !== 0) stop(`the import ended with ${status}: ${second.said}`);
  say(`  ${second.said.trim().split('\n').at(-1)}`);
  const again = performance.now();
  const third = startImport();
  await third.ended;
  const known = (performance.now() - again) / 1_000;
  if (!third.said.includes(` ${lines} lines already known`)) stop(`not all lines are there once: ${third.said}`);
  const waits = await writing.end();
  const most = Math.max(first.most, second.most, third.most);
  report('from there to the end', `${seconds.toFixed(0)} s`);
  report('once more, all known', `${known.toFixed(0)} s`);
  report('memory of the import, at most', `${most} MB`, `${GOALS.megabytes} MB`, most <= GOALS.megabytes);
  report('a case sent meanwhile, half within', `${waits.half} ms`);
  report('the slowest of', `${waits.count}: ${waits.slowest} ms`);
  report('recount', run('recount', ...database).trim().split('\n').at(-1));
  keep(`import-${values.database ? new URL(values.database).protocol.slice(0, -1) : 'file'}`, { lines, residents, seconds, known, most, waits });
} finally {
  server?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

/** Registrations, then entries of each resident in turn. */
async function write(path) {
  const out = createWriteStream(path);
  const put = async (line) => { if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain'); };
  const template = JSON.parse(run('demo', '--print', 'desk-blood-donation'));
  for (let number = 0; number < residents; number += 1) {
    await put({ resident: `imported-${number}`, name: `Made Up ${number}`, number: `M-${number}` });
  }
  for (let number = residents; number < lines; number += 1) {
    const resident = `imported-${number % residents}`;
    await put({ ...template, resident, id: `${resident}-${number}`, reference: `REF-${number}` });
  }
  out.end();
  await once(out, 'finish');
}

function startImport() {
  const child = spawn(binary, ['import', file, ...database]);
  const state = { process: child, said: '', most: 0 };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { state.said += chunk; });
  const look = setInterval(() => {
    try {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
      if (peak) state.most = Math.max(state.most, Math.round(Number(peak[1]) / 1_000));
    } catch {
      // It has just ended.
    }
  }, LOOK_MS);
  state.ended = once(child, 'exit').finally(() => clearInterval(look));
  return state;
}

/** Sends a case each second while imports go on, and says how long each took. */
function everySecond(url) {
  const took = [];
  let over = false;
  const going = (async () => {
    for (let number = 0; !over; number += 1) {
      const resident = ['desk', 'new', 'top', 'low', 'edge', 'mixed'][number % 6];
      const signed = await post(`${url}/api/v1/session`, { resident });
      const cookie = signed.headers.getSetCookie()[0].split(';')[0];
      const begun = performance.now();
      const claim = { kind: 'claim', factor: 'blood_donation', on: new Date().toISOString().slice(0, 10), words: `claim ${number}` };
      const answer = await post(`${url}/api/v1/me/cases`, claim, { cookie, 'idempotency-key': `import-bench-${number}-0000` });
      if (answer.status !== 201) stop(`a case was answered with ${answer.status}: ${await answer.text()}`);
      took.push(Math.round(performance.now() - begun));
      await new Promise((again) => setTimeout(again, 1_000));
    }
  })();
  return {
    end: async () => {
      over = true;
      await going;
      took.sort((a, b) => a - b);
      return { count: took.length, half: took[Math.floor(took.length / 2)], slowest: took.at(-1) };
    },
  };
}

function post(url, body, headers = {}) {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
}

