// A real server for journeys, pictures and measurements: the release binary on a free loopback port,
// with a SQLite file of its own that is deleted at the end.

import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
/** The program, as built. */
export const binary = process.env.SERVER_BINARY ?? join(target, 'release', 'citizen-score');
/** For `serve`, where all comes from one address and in great number: counted, and nothing held back. */
export const WITHOUT_LIMITS = ['--requests-per-session', '4000000000', '--requests-per-address', '4000000000'];
const START_LIMIT_MS = 30_000;
const END_LIMIT_MS = 5_000;
const LOWEST_PORT = 11_000;
const HIGHEST_PORT = 32_000;

/** Runs a command of the program, and returns what it prints. */
export function run(...args) {
  const { status, stdout, stderr, error } = spawnSync(binary, args, { cwd: root, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`citizen-score ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

export class LiveServer {
  /** @param {{ without?: string, copyOf?: string, address?: string, app?: string, more?: string[] }} options
   *   `without` leaves one demo entry out; `copyOf` is a database to begin with; `address` is that of a
   *   database elsewhere; `app` is another folder than dist/; `more` are arguments of `serve`. */
  constructor({ without, copyOf, address, app = join(root, 'dist'), more = [] } = {}) {
    if (!existsSync(binary)) throw new Error(`${binary} is missing; run scripts/build-server first`);
    this.without = without;
    this.address = address;
    this.more = more;
    this.app = app;
    this.folder = mkdtempSync(join(tmpdir(), 'citizen-score-'));
    this.file = join(this.folder, 'demo.db');
    if (copyOf) copyDatabase(copyOf, this.file);
    this.log = '';
  }

  /** Starts it, on the same port again after a stop, and waits until it answers. */
  async start() {
    this.port ??= await freePort();
    const args = ['serve', '--listen', `127.0.0.1:${this.port}`, '--app', this.app, '--demo'];
    if (this.without) args.push('--demo-without', this.without);
    this.process = spawn(binary, [...args, ...this.more, ...this.database()], { cwd: root });
    this.ended = new Promise((done) => this.process.once('exit', done));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (chunk) => { this.log += chunk; });
    }
    try {
      await this.untilReady();
    } catch (error) {
      await this.stop();
      throw error;
    }
    return this;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Pulls the plug, as a power cut would. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to end, and insists after a while. Its database stays. */
  async end() {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGTERM');
    const hard = setTimeout(() => this.process.kill('SIGKILL'), END_LIMIT_MS);
    await this.ended;
    clearTimeout(hard);
  }

  /** Ends it, and deletes its database. */
  async stop() {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs a command of the binary against the same database, and returns what it prints. */
  command(...args) {
    return run(...args);
  }

  /** Imports ledger lines, as an operator would: each an entry with its resident. */
  import(...lines) {
    const file = join(this.folder, 'import.ndjson');
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return this.command('import', file, ...this.database());
  }

  /** The import line of one entry of the demo, with today's dates. */
  demoEntry(id) {
    return JSON.parse(this.command('demo', '--print', id));
  }

  /** A one-time sign-in code for a resident. */
  code(resident) {
    const printed = this.command('code', resident, ...this.database());
    const code = /\d[\d\s-]{6,}\d/.exec(printed)?.[0];
    if (!code) throw new Error(`no sign-in code in: ${printed}`);
    return code;
  }

  /** Sets up a display with this name, and returns its key. */
  addDisplay(name) {
    const printed = this.command('displays', 'add', name, ...this.database());
    const key = /(?<![\w-])[\w-]{43}(?![\w-])/.exec(printed)?.[0];
    if (!key) throw new Error(`no key of a display in: ${printed}`);
    return key;
  }

  database() {
    return ['--database', this.address ?? `sqlite:${this.file}`];
  }

  /** Waits until all standings are worked out and kept, so that a copy of the database begins with them. */
  untilKept() {
    return this.until('keep the standings', () => this.log.includes('standings were brought up to date'));
  }

  untilReady() {
    return this.until('become ready', () => answers(`${this.url}/readyz`));
  }

  async until(what, isSo) {
    const limit = Date.now() + START_LIMIT_MS;
    while (Date.now() < limit && this.process.exitCode === null) {
      if (await isSo()) return;
      await new Promise((again) => setTimeout(again, 20));
    }
    throw new Error(`the server did not ${what}; it said:\n${this.log}`);
  }
}

/** Signs a made-up resident in and returns the session cookie's `name=value`. */
export async function signIn(url, resident) {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ resident }),
  });
  if (!answer.ok) throw new Error(`sign-in as ${resident} was answered with ${answer.status}: ${await answer.text()}`);
  const [cookie] = answer.headers.getSetCookie();
  return cookie.split(';')[0];
}

/** SQLite keeps the newest of a database in a file beside it. */
function copyDatabase(from, to) {
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** A port that is free now, below those that the system gives to outgoing connections: a server that
 * comes back to its port after a power cut must find it free still. */
export async function freePort() {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));
    if (await isFree(port)) return port;
  }
  throw new Error(`no port between ${LOWEST_PORT} and ${HIGHEST_PORT} is free`);
}

function isFree(port) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}
