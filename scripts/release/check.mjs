// Looks at what is given away, as whoever gets it would: the digests, the list of components, and the
// program alone in an empty folder, without any of the environment that it was built in.
//
//   node scripts/release/check.mjs FOLDER
//
// Ends with the count of what it looked at.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { get } from 'node:http';
import { chromium } from '@playwright/test';
import { launch } from '../chromium.mjs';
import { freePort, signIn } from '../live-server.mjs';
import { say } from '../say.mjs';
import { faultsOf } from './check-sbom.mjs';

const LIMIT_MS = 60_000;
const from = resolve(process.argv[2] ?? 'dist-release');
const count = { passed: 0, failed: 0 };

const names = readdirSync(from).sort();
const program = names.find((name) => /^citizen-score-\d+\.\d+\.\d+-\w+-linux$/.test(name)) ?? 'none';
const digest = (name) => createHash('sha256').update(readFileSync(join(from, name))).digest('hex');

await look('three files, and their digests', () => {
  same(names.join(), ['SHA256SUMS', program, 'sbom.cdx.json'].join());
  same(readFileSync(join(from, 'SHA256SUMS'), 'utf8'), [program, 'sbom.cdx.json'].map((it) => `${digest(it)}  ${it}\n`).join(''));
});

await look('the components', () => {
  const text = readFileSync(join(from, 'sbom.cdx.json'), 'utf8');
  same(faultsOf(JSON.parse(text), digest(program)).join('\n'), '');
  // Whether a fault would be seen.
  const bom = JSON.parse(text);
  bom.components.splice(5, 1);
  bom.components[7].type = 'libary';
  if (faultsOf(bom, digest(program)).length < 2) throw new Error('faults are not seen');
});

await look('traces are not in it, and it says so', () => {
  const env = { CITIZEN_SCORE_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces' };
  const { status, stderr } = spawnSync(join(from, program), ['serve'], { cwd: tmpdir(), env, encoding: 'utf8' });
  same(`${status} ${stderr.includes('was built without traces')}`, '2 true');
});

await look('no folder of the machine that built it', () => {
  const bytes = readFileSync(join(from, program));
  const cargo = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  const told = [resolve(import.meta.dirname, '../..'), cargo].filter((folder) => bytes.includes(`${folder}/`));
  same(told.join(), '');
});

const empty = mkdtempSync(join(tmpdir(), 'citizen-score-dist-'));
copyFileSync(join(from, program), join(empty, program));
const url = `http://127.0.0.1:${await freePort()}`;
const server = spawn(join(empty, program), ['serve', '--demo', '--listen', url.slice(7)], { cwd: empty, env: {}, stdio: ['ignore', 'inherit', 'pipe'] });
let log = '';
server.stderr.on('data', (chunk) => { log += chunk; });
const ended = new Promise((done) => server.once('exit', done));
try {
  await look('it is ready', () => until(async () => (await ask(`${url}/readyz`)).status === 200));
  await look('the page, and its WebAssembly in brotli', wasm);
  await look('the API', api);
  await look('the app in Chromium', browser);
  await look('a health check of its own', health);
} finally {
  server.kill('SIGTERM');
  await ended;
  if (count.failed > 0) say(log);
  rmSync(empty, { recursive: true, force: true });
}
say(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : 0;

async function look(what, check) {
  try {
    await check();
    count.passed += 1;
    say(`ok      ${what}`);
  } catch (error) {
    count.failed += 1;
    say(`FAILED  ${what}: ${error.message}`);
  }
}

async function wasm() {
  const page = await ask(`${url}/`);
  same(page.status, 200);
  const path = /["'](\/[\w-]+_bg\.wasm)["']/.exec(page.body)?.[1];
  const { status, headers, body } = await ask(`${url}${path}`, { 'accept-encoding': 'br' });
  const told = [status, headers['content-type'], headers['content-encoding'], headers['cache-control']];
  same(told.join('; '), '200; application/wasm; br; public, max-age=31536000, immutable');
  same(brotliDecompressSync(body).subarray(0, 4).toString('latin1'), '\0asm');
  const worker = await ask(`${url}/worker.js`);
  const again = await ask(`${url}/worker.js`, { 'if-none-match': worker.headers.etag });
  same(again.status, 304);
}

async function api() {
  const rulebook = await ask(`${url}/api/v1/rulebook`);
  same(JSON.parse(rulebook.body).id, 'suqian-demo');
  const cookie = await signIn(url, 'desk');
  const me = JSON.parse((await ask(`${url}/api/v1/me`, { cookie })).body);
  same(me.standing.score, 1020);
  const page = await ask(`${url}/?lang=nl`, { cookie });
  same(/<html[^>]* lang="nl"/.test(page.body) && page.body.toString().includes('1.020'), true);
}

async function browser() {
  const started = await chromium.launch(launch);
  try {
    const page = await started.newPage();
    await page.goto(url);
    await page.waitForSelector('html[data-app=ready]', { state: 'attached', timeout: LIMIT_MS });
  } finally {
    await started.close();
  }
}

async function health() {
  const asked = spawn(join(empty, program), ['health', '--listen', url.slice(7)], { env: {}, stdio: 'ignore' });
  same(await new Promise((done) => asked.once('exit', done)), 0);
}

async function until(condition) {
  const limit = Date.now() + LIMIT_MS;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > limit) throw new Error('it took too long');
    await new Promise((again) => setTimeout(again, 50));
  }
}

/** What is answered, byte by byte: fetch would decompress it. */
function ask(address, headers = {}) {
  return new Promise((done, failed) => {
    const request = get(address, { headers }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      done({ status: answer.statusCode, headers: answer.headers, body });
    });
    request.on('error', failed);
  });
}

function same(told, expected) {
  if (told !== expected) throw new Error(`'${told}' instead of '${expected}'`);
}
