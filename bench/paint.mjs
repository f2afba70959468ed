// How long a signed-in resident waits on a slow phone: Chromium with the network at 1.44 Mbit/s and
// 562 ms of latency and the processor at a quarter, each run with nothing in the cache.
//
//   node bench/paint.mjs [RUNS]              15 unless given; needs the app and the server built

import { chromium } from '@playwright/test';
import { launch } from '../scripts/chromium.mjs';
import { LiveServer, signIn } from '../scripts/live-server.mjs';
import { say } from '../scripts/say.mjs';
import { keep, quantile, report } from './figures.mjs';
import { observe } from './observe.mjs';

const network = { offline: false, latency: 562, downloadThroughput: 1_440_000 / 8, uploadThroughput: 675_000 / 8 };
const SLOWDOWN = 4;
const figures = [
  { key: 'firstPaint', name: 'first contentful paint' },
  { key: 'score', name: 'score painted', goal: 900 },
  { key: 'ready', name: 'a tap works', goal: 2_200 },
];

const runs = Number(process.argv[2] ?? 15);
const server = await new LiveServer().start();
const browser = await chromium.launch(launch);
const samples = [];
try {
  const cookie = await signIn(server.url, 'desk');
  for (let run = 0; run < runs; run += 1) {
    samples.push(await coldRun(cookie));
    const { firstPaint, score, ready, shift } = samples.at(-1);
    say(`  run ${run + 1}: paint ${firstPaint}, score ${score}, tap ${ready} ms, shift ${shift}`);
  }
} finally {
  await browser.close();
  await server.stop();
}

const summary = {};
say(`\n  median / 75th percentile of ${runs} cold runs, in ms`);
for (const { key, name, goal } of figures) {
  const values = samples.map((sample) => sample[key]);
  summary[key] = { median: quantile(values, 0.5), p75: quantile(values, 0.75), goal };
  report(name, `${summary[key].median} / ${summary[key].p75}`, goal, summary[key].median <= goal);
}
summary.shift = { worst: Math.max(...samples.map(({ shift }) => shift)), goal: 0 };
report('layout shift (worst run)', `${summary.shift.worst}`, 0, summary.shift.worst === 0);
keep('paint', { runs, summary, samples });

/** One visit with an empty cache; a context of its own has nothing of the runs before. */
async function coldRun(cookie) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'en-GB' });
  const [name, value] = cookie.split('=', 2);
  await context.addCookies([{ name, value, url: server.url }]);
  await context.addInitScript(observe);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });

  await page.goto(server.url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.measured?.ready && window.measured.score, undefined, { timeout: 30_000 });
  await tapOnce(page);
  const sample = await page.evaluate(() => ({
    ...window.measured,
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  }));
  await context.close();
  for (const key of ['firstPaint', 'score', 'ready']) sample[key] = Math.round(sample[key]);
  return sample;
}

/** What the page says of itself is checked by a real tap: it must lead on without loading a document. */
async function tapOnce(page) {
  await page.evaluate(() => { window.sameDocument = true; });
  await page.getByRole('link', { name: 'History', exact: true }).tap();
  await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
  if (!(await page.evaluate(() => window.sameDocument === true))) {
    throw new Error('the page said that it was ready, and a tap loaded a new document');
  }
}
