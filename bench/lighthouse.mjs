// What Lighthouse says of each page on its mobile setting: accessibility, best practices, SEO and
// performance, in Chromium against the real server, which stands 40 ms away: over loopback, Lighthouse
// takes what arrived before the first paint for what the paint waited for, and everything has.
//
//   node bench/lighthouse.mjs [RUNS [TEXT]]   1 run a page unless given, and the pages whose address has
//                                             the text; needs the app and the server built
//
// Lighthouse is no part of the checks and large, so it is installed only here, into .tools/lighthouse.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { launch } from '../scripts/chromium.mjs';
import { freePort, LiveServer, signIn } from '../scripts/live-server.mjs';
import { say } from '../scripts/say.mjs';
import { distant } from './distance.mjs';
import { keep, quantile, report } from './figures.mjs';

// The last version for the Node.js that this project asks for.
const VERSION = '12.8.2';
/** Milliseconds to the server and back. */
const AWAY = 40;
const TRIES = 5;
const GOALS = { accessibility: 100, 'best-practices': 100, seo: 100, performance: 95 };

const PAGES = [
  ['/'], ['/welcome'], ['/help'], ['/rights'], ['/glossary'], ['/proof'], ['/verify'], ['/settings'], ['/more'],
  ...[
    '/', '/history', '/entry/mixed-red-light-3', '/tiers', '/what-if', '/outlook', '/over-time', '/check', '/rule-changes',
    '/effects', '/access-log', '/tier-proof', '/consent', '/record', '/cases', '/new-case', '/pair', '/settings',
  ].map((path) => [path, 'mixed']),
];

const runs = Number(process.argv[2] ?? 1);
const only = process.argv[3] ?? '';
const { default: lighthouse } = await import(pathToFileURL(install()).href);
const server = await new LiveServer().start();
const away = await distant(server.url, AWAY);
const results = [];
try {
  for (const [path, resident] of PAGES.filter(([path]) => path.includes(only))) results.push(await measure(path, resident));
} finally {
  away.close();
  await server.stop();
}
for (const [name, goal] of Object.entries(GOALS)) {
  const worst = results.reduce((a, b) => (b.scores[name] < a.scores[name] ? b : a));
  report(`${name}, the worst page`, `${worst.scores[name]} (${worst.page})`, goal, worst.scores[name] >= goal);
}
keep('lighthouse', { version: VERSION, runs, away: AWAY, results });

/** The scores of one page, each the median of the runs, and the audits that cost something. */
async function measure(path, resident) {
  const cookie = resident && await signIn(server.url, resident);
  const reports = [];
  for (let run = 0; run < runs; run += 1) {
    reports.push(await inNewBrowser(away.url + path, cookie && { extraHeaders: { cookie } }));
  }
  const score = (name) => quantile(reports.map(({ categories }) => Math.round(100 * categories[name].score)), 0.5);
  const scores = Object.fromEntries(Object.keys(GOALS).map((name) => [name, score(name)]));
  const time = (name) => quantile(reports.map(({ audits }) => Math.round(audits[name].numericValue)), 0.5);
  const times = { paint: time('first-contentful-paint'), largest: time('largest-contentful-paint'), filled: time('speed-index'), blocked: time('total-blocking-time') };
  const shift = quantile(reports.map(({ audits }) => audits['cumulative-layout-shift'].numericValue), 0.5);
  const page = `${path}${resident ? ` as ${resident}` : ''}`;
  const missed = missing(reports[0]);
  say(`  ${page.padEnd(34)}${Object.values(scores).join('  ')}   paint ${times.paint}, largest ${times.largest}, filled ${times.filled}, blocked ${times.blocked} ms, shift ${shift.toFixed(3)}`);
  for (const line of missed) say(`      ${line}`);
  return { page, scores, times, shift, missed };
}

/** One report. Now and then the browser does not say when the page began, and Lighthouse asks to be run again. */
async function inNewBrowser(url, more) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(url, more);
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

/** One report, in a browser that has seen nothing yet. */
async function once(url, more) {
  const port = await freePort();
  const browser = await chromium.launch({ ...launch, args: [...launch.args, `--remote-debugging-port=${port}`] });
  try {
    const { lhr } = await lighthouse(url, { port, output: 'json', logLevel: 'error', onlyCategories: Object.keys(GOALS), ...more });
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    return lhr;
  } finally {
    await browser.close();
  }
}

/** What does not have its full score, outside of performance, and why. */
function missing({ categories, audits }) {
  return Object.entries(categories).filter(([name]) => name !== 'performance').flatMap(([name, { auditRefs }]) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
      .map(({ id }) => `${name}: ${audits[id].title}: ${audits[id].details?.items?.slice(0, 3).map((it) => it.node?.snippet ?? it.description ?? it.source ?? JSON.stringify(it)).join(' | ')}`));
}

/** The path of its module, after an installation where there is none yet. */
function install() {
  const folder = resolve('.tools/lighthouse');
  if (!existsSync(resolve(folder, 'node_modules/lighthouse/package.json'))) {
    say(`Installing Lighthouse ${VERSION} into .tools/lighthouse (once)`);
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, `lighthouse@${VERSION}`], { stdio: 'inherit' });
    if (status !== 0) throw new Error('Lighthouse could not be installed; the lines above say why.');
  }
  return createRequire(resolve(folder, 'package.json')).resolve('lighthouse');
}
