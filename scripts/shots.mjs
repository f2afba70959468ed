// Writes a picture of every page in every size, language and look into shots/, by way of the real
// server. Called by scripts/shots. ONLY=text makes only those whose name contains the text.
//
// Names: PAGE.SIZE.LANGUAGE.LOOK.png

import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { launch } from './chromium.mjs';
import { LiveServer, signIn } from './live-server.mjs';
import { say } from './say.mjs';

const sizes = [[360, 740], [768, 1024], [1280, 800], [1080, 1920]];
const languages = ['en', 'nl', 'zh-CN'];
// The last as a system with forced colours paints it, such as the contrast themes of Windows.
const looks = ['light', 'dark', 'forced'];
const residents = ['desk', 'new', 'top', 'low', 'edge', 'mixed', 'long'];
const LONGEST = 4_000;

const pages = [
  { name: 'sign-in', path: '/' },
  { name: 'sign-in-refused', path: '/', prepare: refuse },
  ...residents.map((as) => ({ name: `overview-${as}`, path: '/', as })),
  { name: 'history', path: '/history', as: 'mixed' },
  { name: 'history-empty', path: '/history', as: 'new' },
  ...[
    'welcome', 'help', 'rights', 'glossary', 'proof', 'verify', 'more',
  ].map((name) => ({ name, path: `/${name}` })),
  ...[
    'tiers', 'outlook', 'over-time', 'what-if', 'rule-changes', 'check', 'effects', 'access-log', 'tier-proof', 'consent', 'record',
    'cases', 'new-case', 'pair', 'settings',
  ].map((name) => ({ name, path: `/${name}`, as: 'mixed' })),
  { name: 'entry', path: '/entry/mixed-red-light-3', as: 'mixed' },
  { name: 'case-form', path: '/new-case?kind=objection&entry=mixed-red-light-3', as: 'mixed' },
  { name: 'not-found', path: '/no-such-page', as: 'desk' },
  { name: 'no-script', path: '/', script: false },
  { name: 'first-paint', path: '/', as: 'desk', script: false },
];
const pagesWithoutServer = [
  { name: 'offline', path: '/', as: 'desk', prepare: untilTold },
  { name: 'failed', path: '/', as: 'desk', prepare: goOn },
];

const only = process.env.ONLY ?? '';
const begin = performance.now();
mkdirSync('shots', { recursive: true });
const server = await new LiveServer().start();
const browser = await chromium.launch(launch);
let written = 0;
try {
  const cookies = await Promise.all(residents.map(async (id) => [id, await signIn(server.url, id)]));
  const sessions = new Map(cookies);
  const todo = jobs(pages).values();
  const lane = async () => {
    for (const job of todo) {
      const page = await open(job, sessions);
      await job.page.prepare?.(page);
      await take(page, job);
    }
  };
  // One for each core; they share the iterator, so each job is done once.
  await Promise.all([lane(), lane()]);
  const left = [];
  for (const job of jobs(pagesWithoutServer)) left.push([await open(job, sessions), job]);
  await server.kill();
  for (const [page, job] of left) {
    await job.page.prepare(page, job.language);
    await take(page, job);
  }
} finally {
  await browser.close();
  await server.stop();
}
say(`${written} pictures in shots/ after ${((performance.now() - begin) / 1000).toFixed(0)} s`);

function jobs(list) {
  return list
    .flatMap((page) => sizes.flatMap((size) => languages.flatMap((language) => looks.map((look) => ({
      page, size, language, look, file: `${page.name}.${size.join('x')}.${language}.${look}.png`,
    })))))
    .filter(({ file }) => file.includes(only));
}

async function open({ page: { path, as, script = true }, size: [width, height], language, look }, sessions) {
  const context = await browser.newContext({
    viewport: { width, height },
    // A phone or tablet lays its scroll bar over the page, where a desktop takes room for it.
    isMobile: width < 1_000,
    hasTouch: true,
    locale: language === 'en' ? 'en-GB' : language,
    colorScheme: look === 'dark' ? 'dark' : 'light',
    forcedColors: look === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
    javaScriptEnabled: script,
    timezoneId: 'Europe/Amsterdam',
  });
  if (as) {
    const [name, value] = sessions.get(as).split('=', 2);
    await context.addCookies([{ name, value, url: server.url }]);
  }
  const page = await context.newPage();
  await page.goto(server.url + path);
  if (script) {
    await page.locator('html[data-app="ready"]').waitFor();
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .loading'));
  }
  return page;
}

async function take(page, { file, size: [width, height] }) {
  const whole = await page.locator('html').evaluate((root) => root.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(Math.max(whole, height), LONGEST) };
  await page.screenshot({ path: `shots/${file}`, fullPage: true, clip });
  await page.context().close();
  written += 1;
}

async function refuse(page) {
  await page.locator('input').first().fill('0000-0000');
  await page.locator('form button').first().click();
  await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
}

async function untilTold(page, language) {
  const lost = JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'))['state.lost'];
  await page.getByText(lost).first().waitFor({ timeout: 60_000 });
}

async function goOn(page) {
  await page.locator('nav a[href="/history"]').first().click();
  await page.locator('main button').first().waitFor({ timeout: 60_000 });
}
