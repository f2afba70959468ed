// How long the app takes to start from what the phone has: Chromium at 360×740 with the page's processor
// at a quarter, once with the server there and once with it gone, each in a document of its own.
//
//   node bench/offline.mjs [RUNS]            15 unless given; needs the app and the server built

import { chromium } from '@playwright/test';
import { launch } from '../scripts/chromium.mjs';
import { LiveServer, signIn } from '../scripts/live-server.mjs';
import { say } from '../scripts/say.mjs';
import { keep, quantile, report } from './figures.mjs';
import { observe } from './observe.mjs';

const SLOWDOWN = 4;
const GOAL_MS = 400;

const runs = Number(process.argv[2] ?? 15);
const server = await new LiveServer().start();
const browser = await chromium.launch(launch);
const summary = {};
try {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'en-GB' });
  const [name, value] = (await signIn(server.url, 'desk')).split('=', 2);
  await context.addCookies([{ name, value, url: server.url }]);
  await context.addInitScript(observe);
  await prepare(await context.newPage());
  summary.repeat = await series('repeat visit, server there', context);
  await server.kill();
  summary.offline = await series('start without a server', context);
} finally {
  await browser.close();
  await server.stop();
}
keep('offline', { runs, summary });

/** The first visit, until the worker is at work and has everything. */
async function prepare(page) {
  await page.goto(server.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!(await caches.match('/config.json'))) await new Promise((again) => setTimeout(again, 50));
  });
  await page.close();
}

/** A number of starts, each in a new page. */
async function series(what, context) {
  const samples = [];
  for (let run = 0; run < runs; run += 1) samples.push(await start(context));
  const values = samples.map(({ ready }) => ready);
  const [median, p75] = [quantile(values, 0.5), quantile(values, 0.75)];
  report(what, `${median} / ${p75} ms`, GOAL_MS, median <= GOAL_MS);
  say(`    first contentful paint ${quantile(samples.map(({ paint }) => paint), 0.5)} ms, all: ${values.join(' ')}`);
  return { median, p75, goal: GOAL_MS, samples };
}

async function start(context) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.goto(server.url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.measured?.ready, undefined, { timeout: 30_000 });
  const sample = await page.evaluate(() => ({
    ready: Math.round(window.measured.ready),
    paint: Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
  }));
  await page.close();
  return sample;
}
