// A language that is added by files alone, and is written from the right: every page speaks it, mirrored.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { LiveServer } from '../../scripts/live-server.mjs';
import { addTo, pseudo, TAG } from '../pseudo/language.mjs';
import { leftovers } from '../pseudo/leftovers.ts';
import { faults } from './axe.ts';
import { expect, heading, takenOver, test as base } from './journey.ts';
import { textOf, words } from './words.ts';

const pages: { path: string; as?: string }[] = [
  { path: '/' },
  ...['/', '/effects', '/rule-changes'].map((path) => ({ path, as: 'low' })),
  ...['/', '/outlook', '/what-if', '/cases', '/check'].map((path) => ({ path, as: 'new' })),
  ...['/history', '/tiers', '/check', '/over-time', '/outlook', '/access-log', '/tier-proof', '/consent', '/pair', '/record', '/more',
    '/cases', '/new-case', '/new-case?kind=objection&entry=mixed-red-light-3', '/settings'].map((path) => ({ path, as: 'mixed' })),
  { path: '/entry/desk-blood-donation', as: 'desk' },
  { path: '/new-case?kind=claim', as: 'low' },
  { path: '/what-if?add=red_light*-10*2026-11-01&add=helping_elderly_cross*5*2026-11-01', as: 'mixed' },
  ...['/proof', '/rights', '/verify', '/glossary', '/help', '/welcome', '/no-such-page'].map((path) => ({ path })),
];

/** A server on a copy of the built app that has one language more. */
const test = base.extend<object, { fourth: LiveServer }>({
  fourth: [
    async ({}, use) => {
      const app = mkdtempSync(join(tmpdir(), 'citizen-score-app-'));
      cpSync(resolve(import.meta.dirname, '../../dist'), app, { recursive: true });
      addTo(app);
      const server = await new LiveServer({ copyOf: process.env.DEMO_DATABASE, app }).start();
      await use(server);
      await server.stop();
      rmSync(app, { recursive: true });
    },
    { scope: 'worker' },
  ],
  server: async ({ fourth }, use) => use(fourth),
});

async function shown(page: Page) {
  await expect(page.locator('#content').getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('.loading')).toHaveCount(0);
}

const overTheSide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test.describe('from the right', () => {
  test.use({ locale: 'qps-Arab', contextOptions: { reducedMotion: 'reduce' } });

  test('every page speaks it, nothing is left over, and nothing runs off the side', async ({ page, open }) => {
    test.setTimeout(240_000);
    for (const { path, as } of pages) {
      await test.step(`${path} as ${as ?? 'nobody'}`, async () => {
        await open(path, as);
        await shown(page);
        const root = page.locator('html');
        await expect(root).toHaveAttribute('lang', TAG);
        await expect(root).toHaveAttribute('dir', 'rtl');
        expect.soft(await leftovers(page), `English on ${path}`).toEqual([]);
        expect.soft(await overTheSide(page), `pixels off the side of ${path}`).toBeLessThanOrEqual(0);
        expect.soft(await faults(page), `axe on ${path}`).toEqual([]);
        if (process.env.PICTURES) {
          const name = `${path.replace(/\W+/g, '_')}-${as ?? 'nobody'}-${page.viewportSize()?.width}.png`;
          await page.screenshot({ path: join(process.env.PICTURES, name), fullPage: true });
        }
      });
    }
  });

  test('the first paint is the same page, and it is mirrored', async ({ page, open }) => {
    const painted = new Promise<string>((done) => page.once('response', async (answer) => done(await answer.text())));
    await open('/', 'desk');
    expect(await painted).toContain(`<html lang="${TAG}" dir="rtl">`);
    expect(await painted).toContain(pseudo(textOf('en', 'overview.title')));
    const middle = async (selector: string) => {
      const box = await page.locator(selector).first().boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0) / 2;
    };
    expect(await middle('.wordmark')).toBeGreaterThan(await middle('.header-tools'));
    expect(await middle('.dial-ends span:first-child')).toBeGreaterThan(await middle('.dial-ends span:last-child'));
    await expect(page.locator('.dial-arc')).toHaveCSS('scale', '-1 1');
    expect(await middle('.ladder-step:first-child')).toBeGreaterThan(await middle('.ladder-step:last-child'));
    await expect(page.locator('[data-score]')).toHaveText('١٬٠٢٠');
  });
});

test('it is offered beside the others, and chosen by hand', async ({ page, open }) => {
  await open('/', 'desk');
  const menu = page.getByLabel(words.language);
  await expect(menu.locator('option')).toHaveCount(4);
  await menu.selectOption(TAG);
  await expect(heading(page, pseudo(textOf('en', 'overview.title')))).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.locator('.language-menu select').selectOption('en');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('the address carries a language, which is kept and leaves the address', async ({ page, open }) => {
  await open('/history?year=2026&lang=nl#content', 'mixed');
  await expect(heading(page, textOf('nl', 'history.title', 'later'))).toBeVisible();
  await expect(page).toHaveURL(/\/history\?year=2026#content$/);
  await page.goto('/');
  await takenOver(page);
  await expect(heading(page, textOf('nl', 'overview.title'))).toBeVisible();

  await page.goto('/?lang=xx');
  await takenOver(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');

  await page.goto(`/?lang=${TAG}`);
  await takenOver(page);
  await expect(page).toHaveURL(/\/$/);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.locator('.language-menu select').selectOption('zh-CN');
  await expect(heading(page, textOf('zh-CN', 'overview.title'))).toBeVisible();
  await page.reload();
  await takenOver(page);
  await expect(heading(page, textOf('zh-CN', 'overview.title'))).toBeVisible();
});

test('Chinese is set in a Chinese face, also inside a page of another language', async ({ page, open }) => {
  await open('/', 'desk');
  const faces = (selector: string) => page.locator(selector).first().evaluate((it) => getComputedStyle(it).fontFamily);
  expect(await faces('option[lang="zh-CN"]')).toMatch(/"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC"/);
  expect(await faces('h1')).not.toContain('PingFang');
  await page.getByLabel(words.language).selectOption('zh-CN');
  await expect(heading(page, textOf('zh-CN', 'overview.title'))).toBeVisible();
  expect(await faces('h1')).toContain('PingFang SC');
});
