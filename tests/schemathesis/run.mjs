// A real server of a demo against its own document: schemathesis makes requests from what the document says
// of each call, good ones and wrong ones, and looks at each answer with all its checks: no failure of the
// server, no status, header, media type or shape that the document does not have, nothing wrong taken, nothing
// right refused, no other method, nothing given to somebody who is not signed in.
//
//   node tests/schemathesis/run.mjs [--examples 10] [--seed 1]
//
// The calls are asked in several runs, since some of them end or need what others live on:
// - at a display, in a visit, `extendVisit` and what a visit may read; first, since a resident can end visits
//   from elsewhere;
// - as a resident on a device of their own, everything else;
// - `signOut` and `endSession`, which end sessions, with one that is there for that.
// Left out is `streamEvents`: its answer does not end, so there is no whole one to look at. Tests of the server
// read it line by line (crates/server/tests/server/events.rs, stream.rs, streams.rs), and hold its status,
// headers and media type to the document as those of every other call.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LiveServer, signIn, WITHOUT_LIMITS } from '../../scripts/live-server.mjs';
import { say } from '../../scripts/say.mjs';

const ENDLESS = ['streamEvents'];
const ALONE = ['signOut', 'endSession'];
const IN_A_VISIT = ['extendVisit', 'getSession', 'getMe', 'listEntries', 'getEntry', 'listCases', 'getConsent', 'listAccesses'];

const root = resolve(import.meta.dirname, '../..');
const program = process.env.SCHEMATHESIS ?? join(root, '.tools/schemathesis/bin/schemathesis');
const { values } = parseArgs({
  options: { examples: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});

const folder = mkdtempSync(join(tmpdir(), 'schemathesis-'));
const server = await new LiveServer({ more: WITHOUT_LIMITS }).start();
const key = server.addDisplay('Town hall 2');
// All before the first wrong try, after which the address has to wait.
const [resident, leaving] = [await session(), await session()];
const visit = await session(`cs_display=${key}`);

const begin = performance.now();
const runs = [
  await run('in a visit at a display', visit, only(IN_A_VISIT)),
  await run('on an own device', resident, [...ENDLESS, ...ALONE, 'extendVisit'].flatMap((id) => ['--exclude-operation-id', id])),
  // Nothing follows from these, so there is no way from call to call.
  await run('signing out', leaving, [...only(ALONE), '--phases', 'examples,coverage,fuzzing']),
];
await server.stop();
rmSync(folder, { recursive: true, force: true });

const documented = Object.values(runs[0].document.paths).flatMap((calls) => Object.values(calls)).map((it) => it.operationId);
const asked = new Set([...documented.filter((id) => !ENDLESS.includes(id) && id !== 'extendVisit'), ...IN_A_VISIT]);
const failures = runs.reduce((all, { failed }) => all + failed, 0);
say(`\n${documented.length} calls in the document, ${asked.size} asked, ${ENDLESS.length} left out (${ENDLESS.join(', ')})`);
for (const { name, cases, seconds, failed } of runs) {
  say(`  ${String(cases).padStart(6)} requests in ${seconds.toFixed(0).padStart(4)} s, ${failed} failures: ${name}`);
}
say(`${values.examples} examples a call, ${((performance.now() - begin) / 1000).toFixed(0)} s`);
say(`${asked.size - Math.min(failures, asked.size)} passed, ${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;

/** Signs a made-up resident in, at a display where its cookie is given, and returns the session's cookie. */
async function session(display) {
  if (!display) return (await signIn(server.url, 'mixed')).split('=')[1];
  const answer = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: display },
    body: JSON.stringify({ resident: 'mixed' }),
  });
  return answer.headers.getSetCookie()[0].split(';')[0].split('=')[1];
}

function only(calls) {
  return calls.flatMap((id) => ['--include-operation-id', id]);
}

/** Runs it over some of the calls, and counts. */
async function run(name, session, options) {
  say(`\n==> ${name}`);
  const document = await (await fetch(`${server.url}/api/openapi.json`)).json();
  const output = await printed([
    '--config-file', join(import.meta.dirname, 'schemathesis.toml'),
    'run', `${server.url}/api/openapi.json`, '--checks', 'all',
    '--max-examples', values.examples, '--seed', values.seed, '--continue-on-failure',
    ...options,
  ], { SESSION: session, DISPLAY_KEY: key });
  const number = (pattern) => Number(pattern.exec(output.text)?.[1] ?? 0);
  const cases = number(/^\s+(\d+) generated/m);
  const seconds = number(/ in ([\d.]+)s =+\s*$/m);
  const found = number(/found (\d+) unique failure/m);
  // It has also failed where it could not ask, or was refused everywhere.
  return { name, document, cases, seconds, failed: found || (output.status === 0 && cases > 0 ? 0 : 1) };
}

/** Runs it, shows what it prints, and returns that too. */
function printed(args, environment) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      // Where it keeps what it found before: an earlier run must not change this one.
      cwd: folder,
      env: { ...process.env, ...environment, NO_COLOR: '1', PYTHONUTF8: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', fail);
    child.on('close', (status) => done({ status, text }));
  });
}
