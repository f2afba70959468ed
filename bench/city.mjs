// A city: how many answers to GET /api/v1/me one server gives in a second for random residents of a population,
// each with a session of their own, how many words beside entries it takes from them in a second, and how much
// memory it takes. Server and load tool have a core each.
// Loopback only, bounded in time.
//
//   node bench/city.mjs [--residents 100000] [--entries 100] [--sessions 1000] [--seconds 20]
//                       [--database ADDRESS]     a file in the system's folder for such unless given; one that
//                                                is filled already is taken as it is
//
// Needs wrk, taskset and a built server. For PostgreSQL run it by pg_virtualenv, as scripts/test-postgres does.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { binary, freePort, run, WITHOUT_LIMITS } from '../scripts/live-server.mjs';
import { say, stop } from '../scripts/say.mjs';
import { keep, report } from './figures.mjs';

const GOALS = { rate: 10_000, slowest: 10, megabytes: 100 };
const CONNECTIONS = 16;
const { values } = parseArgs({
  options: {
    residents: { type: 'string', default: '100000' },
    entries: { type: 'string', default: '100' },
    sessions: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '20' },
    database: { type: 'string' },
  },
});
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'citizen-score-city-'));
const file = join(folder, 'city.sqlite');
const database = ['--database', values.database ?? `sqlite:${file}`];
const seconds = Number(values.seconds);
let server;
process.on('exit', () => server?.kill('SIGTERM'));
try {
  const filling = performance.now();
  say(run('demo', '--residents', values.residents, '--entries', values.entries, ...database).trim());
  say(`  filled in ${since(filling)} s`);
  const [beginning, url] = [performance.now(), await start()];
  await told(/standings were brought up to date/);
  say(`  all standings kept ${since(beginning)} s after the start`);
  const cookies = await sessions(url, Number(values.sessions));
  const before = megabytes();
  const { rate, half, slowest } = load(url, asking(cookies));
  const writes = load(url, writing(await withEntries(url, cookies)));
  const after = megabytes('VmHWM');
  report('GET /me, requests a second', rate.toFixed(0), GOALS.rate, rate >= GOALS.rate);
  report('half of them within', `${half} ms`);
  report('99 of 100 within', `${slowest} ms`, `${GOALS.slowest} ms`, slowest <= GOALS.slowest);
  report('words written a second', writes.rate.toFixed(0));
  report('half of them within', `${writes.half} ms`);
  report('99 of 100 within', `${writes.slowest} ms`);
  report('memory before, and at most', `${before} MB, ${after} MB`, `${GOALS.megabytes} MB`, after <= GOALS.megabytes);
  if (!values.database) say(`  the file has ${Math.round(statSync(file).size / 1e6)} MB`);
  keep(`city-${values.database ? new URL(values.database).protocol.slice(0, -1) : 'file'}`, { ...values, database: undefined, rate, half, slowest, writes, before, after });
} finally {
  server?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

async function start() {
  const port = await freePort();
  const args = ['serve', '--listen', `127.0.0.1:${port}`, '--app', join(root, 'dist'), ...WITHOUT_LIMITS, ...database];
  server = spawn('taskset', ['-c', '0', binary, ...args]);
  server.log = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => { server.log += chunk; });
  await told(/ is at http/);
  return `http://127.0.0.1:${port}`;
}

/** Waits until the server has said something. */
async function told(what) {
  for (let tenths = 0; tenths < 18_000; tenths += 1) {
    if (what.test(server.log)) return;
    if (server.exitCode !== null) break;
    await new Promise((again) => setTimeout(again, 100));
  }
  stop(`the server did not get so far; it said:\n${server.log}`);
}

/** Signs in random residents, each with a code. */
async function sessions(url, count) {
  const cookies = [];
  for (let number = 0; number < count; number += 1) {
    const resident = `made-up-1-${Math.floor(Math.random() * Number(values.residents))}`;
    const code = run('code', resident, ...database).trim();
    const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) });
    if (!answer.ok) stop(`a sign-in was answered with ${answer.status}`);
    cookies.push(answer.headers.getSetCookie()[0].split(';')[0]);
  }
  return cookies;
}

/** For each session the path of the words beside its newest entry. */
async function withEntries(url, cookies) {
  const all = [];
  for (const cookie of cookies) {
    const { entries } = await fetch(`${url}/api/v1/me/entries?limit=1`, { headers: { cookie } }).then((it) => it.json());
    if (entries[0]) all.push({ cookie, path: `/api/v1/me/entries/${entries[0].entry.id}/statement` });
  }
  return all;
}

/** What wrk runs to read standings. */
function asking(cookies) {
  const list = cookies.map((cookie) => `"${cookie}"`).join(',');
  return `local all = {${list}}\nrequest = function() return wrk.format("GET", "/api/v1/me", { Cookie = all[math.random(#all)] }) end\n`;
}

/** What wrk runs to write: other words each time, since the same would change nothing. */
function writing(entries) {
  const list = entries.map(({ cookie, path }) => `{"${cookie}","${path}"}`).join(',');
  return `local all = {${list}}
local count = 0
request = function()
  local one = all[math.random(#all)]
  count = count + 1
  return wrk.format("PUT", one[2], { Cookie = one[1], ["Content-Type"] = "application/json" }, '{"text":"Words ' .. count .. '"}')
end
`;
}

function load(url, lua) {
  const script = join(folder, 'load.lua');
  writeFileSync(script, lua);
  const args = ['-c', '1', 'wrk', '-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', '-s', script, url];
  const { status, stdout, stderr, error } = spawnSync('taskset', args, { encoding: 'utf8' });
  if (error || status !== 0) throw error ?? new Error(`wrk ended with ${status}: ${stderr}`);
  say(stdout.trimEnd());
  if (/Non-2xx|Socket errors/.test(stdout)) stop('some requests failed');
  const milliseconds = (share) => {
    const [, figure, unit] = new RegExp(`\\s${share}%\\s+([\\d.]+)(us|ms|s)`).exec(stdout);
    return Number((Number(figure) * { us: 0.001, ms: 1, s: 1_000 }[unit]).toFixed(2));
  };
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]), half: milliseconds(50), slowest: milliseconds(99) };
}

/** What the server holds in memory: its own process, which taskset has become. */
function megabytes(what = 'VmRSS') {
  const line = new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'));
  return Math.round(Number(line[1]) / 1_000);
}

function since(begin) {
  return ((performance.now() - begin) / 1_000).toFixed(0);
}
