// A resident at a browser: claims a deed, question by question, while things go wrong.

import { randomUUID } from 'node:crypto';
import { signIn } from '../../scripts/live-server.mjs';
import { say } from '../../scripts/say.mjs';

const NAMES = { desk: 'Wang Demo', new: 'Li Example', top: 'Zhao Sample', low: 'Chen Placeholder', edge: 'Sun Specimen' };
export const RESIDENTS = Object.keys(NAMES);

/** Every key stroke is on the device within this time. */
const KEPT_MS = 150;
const STEP_MS = 20_000;
/** A tab that says nothing within this time is stuck. */
const LOOK_MS = 3_000;
const MOST_SAID = 20;

// One pixel; what it shows is of no interest.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export class Resident {
  /** @param {{ context: import('@playwright/test').BrowserContext, way: import('./proxy.mjs').FaultyWay, id: string }} options */
  constructor({ context, way, id }) {
    Object.assign(this, { context, way, id });
    this.happened = [];
  }

  /** Signs in as the server lets a made-up resident, and opens the form. */
  async begin() {
    await this.newSession();
    await this.openTab('/new-case?kind=claim');
  }

  /** A session that this resident's browser has from now on. */
  async newSession() {
    const cookie = await signIn(this.way.server.url, this.id);
    const [name, value] = cookie.split('=', 2);
    this.cookie = cookie;
    await this.context.addCookies([{ name, value, url: this.way.url }]);
  }

  async openTab(path) {
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(STEP_MS);
    this.trace = new Trace(this.page);
    // Whoever meets a server that is down tries again a little later.
    await this.way.restarting;
    await this.page.goto(`${this.way.url}${path}`);
    await this.ready();
  }

  /** Waits for the app. A request that hangs is given up after 20 s, and the app goes on without its answer: that is
   * slow, and told with what is open, and loses nothing. */
  async ready() {
    const app = (timeout) => this.page.waitForSelector('html[data-app=ready]', { timeout });
    await app(STEP_MS).catch(async (error) => {
      say([`slow start: ${error.message.split('\n')[0]}`, ...(await this.evidence())].join('\n    '));
      await app(2 * STEP_MS);
    });
  }

  /** Where the tab is, without what the server is called. */
  here() {
    const { pathname, search } = new URL(this.page.url());
    return `${pathname}${search}`;
  }

  async reload() {
    this.happened.push('reload');
    await this.way.restarting;
    await this.page.reload();
    await this.ready();
  }

  async closeTab() {
    this.happened.push('close the tab');
    const path = this.here();
    await this.page.close();
    await this.openTab(path);
  }

  /** Ends the session on the server, as time or another device does, and signs in anew. */
  async expire() {
    this.happened.push('expire the session');
    await this.way.restarting;
    await fetch(`${this.way.server.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie: this.cookie },
    }).catch(() => {});
    // The page learns of it by its stream, or by its next request.
    const choice = this.page.getByRole('button', { name: NAMES[this.id] });
    await this.way.restarting;
    await this.page.reload();
    await choice.click();
    await choice.waitFor({ state: 'hidden' });
    const cookies = await this.context.cookies(this.way.url);
    this.cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  /** Lets something happen, or nothing. */
  async upset(dice, likely) {
    if (!dice.chance(likely)) return;
    await this.page.waitForTimeout(KEPT_MS);
    await this[dice.from(['reload', 'closeTab', 'expire'])]();
  }

  /** Answers all questions. What was typed must still be there after whatever happens. */
  async fillIn(dice, words) {
    const { page } = this;
    await page.locator('input[name=factor]').first().waitFor();
    const deeds = await page.locator('input[name=factor]').count();
    await page.locator('input[name=factor]').nth(dice.between(0, deeds - 1)).check();
    await this.goOn('day');
    const day = new Date(Date.now() - dice.between(1, 300) * 86_400_000);
    await this.page.locator('#day').fill(String(day.getUTCDate()));
    await this.page.locator('#month').fill(String(day.getUTCMonth() + 1));
    await this.page.locator('#year').fill(String(day.getUTCFullYear()));
    await this.upset(dice, 0.15);
    await this.goOn('words');
    await this.page.locator('#words').pressSequentially(words);
    await this.upset(dice, 0.4);
    const kept = await this.kept();
    if (kept !== words) throw new Error(`typed “${words}”, and “${kept}” is there after: ${this.happened.join(', ')}`);
    await this.goOn('evidence');
    if (dice.chance(0.3)) {
      await this.page.locator('input[type=file]').setInputFiles({ name: 'proof.png', mimeType: 'image/png', buffer: PICTURE });
      await this.page.getByText('proof.png').first().waitFor();
      await this.upset(dice, 0.3);
      await this.page.getByText('proof.png').first().waitFor();
    }
    await this.goOn('check');
    await this.page.getByText(words).first().waitFor();
  }

  async kept() {
    await this.page.locator('#words').waitFor();
    return this.page.locator('#words').inputValue();
  }

  async goOn(step) {
    await this.page.locator('form.questions button[type=submit]').click();
    await this.page.waitForURL((url) => url.searchParams.get('step') === step);
  }

  async send() {
    await this.page.locator('form.questions button[type=submit]').click();
    await this.page.waitForURL((url) => url.searchParams.has('sent'));
  }

  /** What the page shows of what was sent. */
  async hasReceipt() {
    return this.page.locator('article.receipt').isVisible();
  }

  /** Says to the page that there is a network, as a phone does when it finds one. */
  async nudge() {
    await this.page.evaluate(() => window.dispatchEvent(new Event('online'))).catch(() => {});
  }

  /** What the tab is at: for whoever reads why a run failed. */
  async evidence() {
    const root = await Promise.race([
      this.page?.evaluate(() => `${document.readyState}, app ${document.documentElement.dataset.app}`).catch(String),
      new Promise((done) => setTimeout(done, LOOK_MS, 'it does not answer')),
    ]);
    return [`at ${this.page?.url()}: ${root}`, ...(this.trace?.lines() ?? [])];
  }

  async end() {
    await this.page?.close().catch(() => {});
  }
}

/** What a tab asked for without an answer, and what it said. */
class Trace {
  constructor(page) {
    this.open = new Map();
    this.said = [];
    page.on('request', (it) => this.open.set(it, performance.now()));
    page.on('requestfinished', (it) => this.open.delete(it));
    page.on('requestfailed', (it) => {
      this.open.delete(it);
      this.said.push(`failed: ${it.url()}: ${it.failure()?.errorText}`);
    });
    page.on('console', (it) => this.said.push(`${it.type()}: ${it.text()}`));
    page.on('pageerror', (it) => this.said.push(`error: ${it.message}`));
  }

  lines() {
    const open = [...this.open].map(([it, since]) => `open for ${Math.round(performance.now() - since)} ms: ${it.url()}`);
    return [...open, ...this.said.slice(-MOST_SAID)];
  }
}

/** Words that no other run types. */
export function marked(seed) {
  return `run ${seed} ${randomUUID().slice(0, 8)}: I helped at the flood, <b>&"'</b> 帮助`;
}
