// How many answers to GET /api/v1/me the server gives in a second for the resident with 100,000
// entries. Loopback only, bounded in time.
//
//   node bench/me.mjs [SECONDS]              10 unless given; needs wrk (or oha) and a built server

import { spawnSync } from 'node:child_process';
import { LiveServer, signIn, WITHOUT_LIMITS } from '../scripts/live-server.mjs';
import { say, stop } from '../scripts/say.mjs';
import { keep, report } from './figures.mjs';

const GOAL = 5_000;
const CONNECTIONS = 32;
const seconds = Number(process.argv[2] ?? 10);

const server = await new LiveServer({ more: WITHOUT_LIMITS }).start();
let output;
try {
  const cookie = await signIn(server.url, 'long');
  const url = `${server.url}/api/v1/me`;
  const answer = await fetch(url, { headers: { cookie } });
  if (!answer.ok) stop(`GET /me is answered with ${answer.status}`);
  output = load(url, cookie);
} finally {
  await server.stop();
}

const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]);
if (Number.isNaN(rate)) stop(`the load tool printed no rate:\n${output}`);
const bad = /Non-2xx or 3xx responses: (\d+)|Socket errors:.*|\[(?!200)\d{3}\] \d+ responses/.exec(output)?.[0];
if (bad) stop(`some requests failed: ${bad}`);
report('GET /me, requests a second', rate.toFixed(0), GOAL, rate >= GOAL);
keep('me', { rate, goal: GOAL, connections: CONNECTIONS, seconds });

function load(url, cookie) {
  const tools = [
    ['wrk', '-t2', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', '-H', `Cookie: ${cookie}`, url],
    ['oha', '--no-tui', '-c', `${CONNECTIONS}`, '-z', `${seconds}s`, '-H', `Cookie: ${cookie}`, url],
  ];
  for (const [tool, ...args] of tools) {
    const { status, stdout, stderr, error } = spawnSync(tool, args, { encoding: 'utf8' });
    if (error?.code === 'ENOENT') continue;
    if (status !== 0) throw new Error(`${tool} ended with ${status}: ${stderr}`);
    say(stdout.trimEnd());
    return stdout;
  }
  throw new Error("neither wrk nor oha is installed; on Debian, 'apt-get install wrk'");
}
