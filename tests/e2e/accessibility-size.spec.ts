// Every page for whoever needs things larger or further apart: zoom, text size, spacing, targets.

import type { Page } from '@playwright/test';
import { expectNothingCut, expectNothingOffTheSide, pages, whole, withStyle } from './every-page.ts';
import { expect, test } from './journey.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('at 320 pixels, which is 1,280 at 400 %, nothing runs off the side', async ({ page, open }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 256 });
  for (const { path, as } of pages) {
    await open(path, as);
    await whole(page);
    await expectNothingOffTheSide(page);
    await expectNothingCut(page);
  }
});

test('with text of twice the size nothing is cut off or runs off the side', async ({ page, open }) => {
  test.slow();
  for (const { path, as } of pages) {
    await open(path, as);
    await whole(page);
    const before = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    await withStyle(page, `html { font-size: ${2 * before}px !important; }`);
    await expectNothingOffTheSide(page);
    await expectNothingCut(page);
  }
});

test('with the spacing of WCAG 1.4.12 nothing is cut off or runs off the side', async ({ page, open }) => {
  test.slow();
  for (const { path, as } of pages) {
    await open(path, as);
    await whole(page);
    await withStyle(page, `
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }
    `);
    await expectNothingOffTheSide(page);
    await expectNothingCut(page);
  }
});

type Target = { name: string; left: number; top: number; width: number; height: number; control: boolean };

/** Everything to be pressed that can be seen; what stands within a sentence is as large as its words. */
async function targets(page: Page): Promise<Target[]> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary')];
    return all.filter((it) => it.checkVisibility({ visibilityProperty: true })).flatMap((it) => {
      // A field with a label is pressed by the label too.
      const labels = it instanceof HTMLInputElement && /radio|checkbox|file/.test(it.type) ? [...(it.labels ?? [])] : [];
      const boxes = [it, ...labels].map((part) => part.getBoundingClientRect()).filter((box) => box.width > 1);
      if (!boxes.length || it.matches('.skip-link')) return [];
      const inline = getComputedStyle(it).display === 'inline';
      const around = it.parentElement?.textContent?.trim() !== it.textContent?.trim();
      if (it.tagName === 'A' && inline && around) return [];
      const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
      const [top, bottom] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
      const name = `${it.tagName.toLowerCase()}.${it.className} ${(it.ariaLabel ?? it.textContent ?? '').trim().slice(0, 30)}`;
      return [{ name, left, top, width: right - left, height: bottom - top, control: it.tagName !== 'A' || it.matches('.button, .menu-link') }];
    });
  });
}

/** The exception of WCAG 2.5.8: a circle of 24 pixels around the middle of a small target meets no other one. */
function hasRoom(it: Target, all: Target[]): boolean {
  const [x, y] = [it.left + it.width / 2, it.top + it.height / 2];
  return all.every((other) => {
    if (other === it) return true;
    const away = Math.hypot(
      Math.max(other.left - x, 0, x - other.left - other.width),
      Math.max(other.top - y, 0, y - other.top - other.height),
    );
    return away >= 12;
  });
}

test('whatever is to be pressed is at least 24 pixels, and buttons, fields and the menu are 44 high', async ({ page, open }) => {
  test.slow();
  for (const { path, as } of pages) {
    await open(path, as);
    await whole(page);
    const found = await targets(page);
    expect(found.length, path).toBeGreaterThan(5);
    const small = found.filter((it) => (it.control ? it.height < 44 - 0.5 : Math.min(it.width, it.height) < 24 && !hasRoom(it, found)));
    expect(small, `small targets on ${page.url()}`).toEqual([]);
  }
});
