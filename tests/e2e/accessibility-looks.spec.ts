// Every page for whoever has chosen their own colours, or wants nothing to move.

import { pages, whole } from './every-page.ts';
import { expect, score, test } from './journey.ts';

test.describe('with forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } });

  test('buttons and fields have an edge, and the page on screen is marked in the menu', async ({ page, open }) => {
    test.slow();
    for (const { path, as } of pages) {
      await open(path, as);
      await whole(page);
      expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
      const bare = await page.evaluate(() => {
        const all = [...document.querySelectorAll<HTMLElement>('button, .button, input:not([type=radio], [type=checkbox], [type=file], [type=range]), select, textarea')];
        return all.filter((it) => it.checkVisibility({ visibilityProperty: true })).filter((it) => {
          const style = getComputedStyle(it);
          const edge = style.borderBlockEndStyle !== 'none' && parseFloat(style.borderBlockEndWidth) > 0;
          return !edge || style.borderBlockEndColor === style.backgroundColor;
        }).map((it) => `${it.tagName}.${it.className}: ${it.textContent?.slice(0, 30)}`);
      });
      expect(bare, `without an edge on ${page.url()}`).toEqual([]);
    }
  });

  test('the dial, the ladder and the marks of entries are drawn in colours of the system', async ({ page, open }) => {
    await open('/', 'mixed');
    await whole(page);
    const strokes = await page.evaluate(() => ['.dial-track', '.dial-value'].map((name) => getComputedStyle(document.querySelector(name) as Element).stroke));
    expect(strokes[0], 'the dial’s value differs from its track').not.toBe(strokes[1]);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    for (const stroke of strokes) expect(stroke).not.toBe(ground);
    const current = page.getByRole('navigation').locator('[aria-current="page"]');
    const other = page.getByRole('navigation').getByRole('link').nth(1);
    const edge = (it: Element) => getComputedStyle(it).borderBlockEndColor;
    expect(await current.evaluate(edge), 'the page on screen is marked').not.toBe(await other.evaluate(edge));
  });
});

test.describe('with less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves by itself', async ({ page, open }) => {
    test.slow();
    for (const { path, as } of pages) {
      await open(path, as);
      await whole(page);
      const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((it) => {
        const style = getComputedStyle(it);
        const seconds = style.transitionDuration.split(',').map(parseFloat);
        return style.animationName !== 'none' || seconds.some((it) => it > 0) || style.scrollBehavior === 'smooth';
      }).map((it) => `${it.tagName}.${it.className}`));
      expect(moving, `moves on ${page.url()}`).toEqual([]);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  });
});

test.describe('with less motion, as a score changes', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' }, live: { without: 'desk-blood-donation' } });

  test('it does not count', async ({ page, open, server }) => {
    await open('/', 'desk');
    await expect(score(page)).toHaveText('1,010');
    await page.evaluate(() => {
      const place = document.querySelector('[data-score]') as Element;
      const seen = ((window as unknown as { seen: string[] }).seen = [] as string[]);
      new MutationObserver(() => seen.push(place.textContent ?? '')).observe(place, { childList: true, characterData: true, subtree: true });
    });
    const entry = server.command('demo', '--print', 'desk-blood-donation').trim().split('\n').map((line) => JSON.parse(line));
    server.import(...entry);
    await expect(score(page)).toHaveText('1,020');
    expect(new Set(await page.evaluate(() => (window as unknown as { seen: string[] }).seen))).toEqual(new Set(['1,020']));
  });
});
