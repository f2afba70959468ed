// A display as it stands in an office: a real server, the supervisor, and the Chromium that it has
// started, to which the test listens by DevTools.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { launch } from '../../scripts/chromium.mjs';
import { LiveServer, freePort } from '../../scripts/live-server.mjs';

const root = resolve(import.meta.dirname, '../..');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const supervisor = process.env.DISPLAY_BINARY ?? join(target, 'release', 'citizen-score-display');
const inside = readFileSync(join(import.meta.dirname, 'inside.js'), 'utf8');
const START_LIMIT_MS = 30_000;

export class Place {
  /** @param {{ more?: string[], hangAfter?: number }} options
   *   `more` are arguments of the server; `hangAfter` is for tests that make the page stand still
   *   themselves, as a picture of its heap does. */
  constructor({ more = [], hangAfter } = {}) {
    this.hangAfter = hangAfter;
    this.server = new LiveServer({ more });
    // All that the browser writes is below it; the supervisor wants it in memory, and its path short.
    this.profile = mkdtempSync('/dev/shm/cs-');
    this.log = '';
  }

  async start() {
    if (!existsSync(supervisor)) throw new Error(`${supervisor} is missing; run scripts/build-server first`);
    await this.server.start();
    const keyFile = join(this.server.folder, 'key');
    writeFileSync(keyFile, this.server.addDisplay(`Display of a test ${process.pid}`), { mode: 0o600 });
    this.debugPort = await freePort();
    const args = [
      '--server', this.server.url, '--key-file', keyFile, '--chromium', launch.executablePath,
      ...(this.hangAfter ? ['--hang-after', String(this.hangAfter)] : []), '--profile', this.profile, '--debug-port', String(this.debugPort),
      '--', ...launch.args, '--headless=new', '--window-size=1080,1920', '--hide-scrollbars',
    ];
    this.process = spawn(supervisor, args, { cwd: root });
    this.ended = new Promise((done) => this.process.once('exit', done));
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (chunk) => { this.log += chunk; });
    await this.connect();
    return this;
  }

  /** Connects to the browser that is there now, and waits for the attract screen. */
  async connect() {
    await this.listenAgain();
    await this.context.addInitScript(inside);
    this.struck ??= [];
    this.context.on('console', (message) => {
      const [, kind, at] = /^struck (\w+) (\d+)$/.exec(message.text()) ?? [];
      if (kind) this.struck.push({ kind, at: Number(at) });
    });
    // The eyes are there from the next document on.
    await this.attract();
    await this.page.reload();
    await this.attract();
  }

  /** Listens to a browser or page that has come back, until the next strike or kill. */
  async listenAgain() {
    await this.browser?.close().catch(() => {});
    const limit = Date.now() + START_LIMIT_MS;
    for (;;) {
      if (this.process.exitCode !== null) throw new Error(`the supervisor has ended\n${this.log}`);
      try {
        this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${this.debugPort}`, { timeout: 2_000 });
        [this.context] = this.browser.contexts();
        this.devtools = await this.browser.newBrowserCDPSession();
        // A page that has crashed is not listed to whoever listens anew.
        if (this.context?.pages().length) return;
        await this.browser.close();
      } catch (error) {
        if (Date.now() > limit) throw new Error(`${error.message}\n${this.log}`);
      }
      if (Date.now() > limit) throw new Error(`the browser has no page\n${this.log}`);
      await new Promise((again) => setTimeout(again, 50));
    }
  }

  /** The same, with eyes inside the page. */
  async reconnect() {
    await this.connect();
  }

  /** Resolves when the app is struck once more. */
  async nextStrike(before) {
    while (this.struck.length === before) await new Promise((again) => setTimeout(again, 5));
  }

  /** When the attract screen was painted for the first time after a moment, in milliseconds since 1970. */
  async painted(after) {
    const limit = Date.now() + START_LIMIT_MS;
    while (Date.now() < limit) {
      const look = this.page.evaluate(() => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        const there = document.documentElement.dataset.kiosk === 'attract' && document.querySelector('#attract');
        return there && paint ? performance.timeOrigin + paint.startTime : 0;
      });
      const at = await Promise.race([look, new Promise((done) => setTimeout(done, 500, 0))]).catch(() => 0);
      if (at > after) return at;
      await new Promise((again) => setTimeout(again, 20));
    }
    throw new Error(`the attract screen was not painted again\n${this.log}`);
  }

  get page() {
    const page = this.context.pages().at(-1);
    if (!page) throw new Error(`the browser has no page\n${this.log}`);
    return page;
  }

  /** Waits until the attract screen is there, and the app behind it is ready. */
  async attract() {
    const limit = Date.now() + START_LIMIT_MS;
    let problem;
    while (Date.now() < limit) {
      try {
        await this.page.waitForSelector('html[data-kiosk=attract][data-app=ready] #attract', { timeout: 2_000 });
        return;
      } catch (error) {
        problem = error;
      }
    }
    throw new Error(`the attract screen did not come: ${problem?.message}\n${this.log}`);
  }

  /** What kinds of processes the browser has, by id. */
  async processes() {
    const { processInfo } = await this.devtools.send('SystemInfo.getProcessInfo');
    return processInfo;
  }

  /** Kills what draws the pages, as a fault in it would. */
  async killRenderers() {
    for (const { type, id } of await this.processes()) if (type === 'renderer') kill(id);
  }

  /** Kills the whole browser. */
  async killBrowser() {
    const browser = (await this.processes()).find(({ type }) => type === 'browser');
    kill(browser.id);
    await this.browser.close().catch(() => {});
  }

  async stop() {
    await this.browser?.close().catch(() => {});
    if (this.process && this.process.exitCode === null) {
      this.process.kill('SIGTERM');
      const hard = setTimeout(() => this.process.kill('SIGKILL'), 5_000);
      await this.ended;
      clearTimeout(hard);
    }
    endLeftovers(this.profile);
    await this.server.stop();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

function kill(id) {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Ends browsers of this very profile that have outlived the supervisor, which is an error to be told. */
function endLeftovers(profile) {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      readlinkSync(`/proc/${id}/exe`);
      if (readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}/`)) kill(Number(id));
    } catch {
      // Another's process, or gone.
    }
  }
}
