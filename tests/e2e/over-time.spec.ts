// The score over time: the chart, the control that walks through it, and the same days as a table.

import type { Page } from '@playwright/test';
import { expect, heading, test } from './journey.ts';

const said = (page: Page) => page.getByRole('main').getByRole('status').filter({ hasText: 'points, tier' });

test('the chart says what it shows, and the keys walk through its days', async ({ page, open }) => {
  await open('/over-time', 'mixed');
  await expect(heading(page, 'Score over time')).toBeVisible();
  await expect(page.getByRole('img', { name: /Today 1,170 points, tier AA/ })).toBeVisible();
  await expect(said(page)).toHaveText(/: 1,170 points, tier AA$/);

  const slider = page.getByRole('slider', { name: 'Day' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(said(page)).toHaveText(/, forecast: [\d,]+ points, tier /);
  await page.keyboard.press('Home');
  await expect(said(page)).toHaveText(/: 1,000 points, tier A$/);
  await page.getByRole('button', { name: 'Later change' }).click();
  await expect(said(page)).not.toHaveText(/: 1,000 points, tier A$/);
});

test('a touch on the chart says what held then', async ({ page, open }) => {
  await open('/over-time', 'mixed');
  const chart = page.getByRole('img', { name: /Today 1,170/ });
  const box = await chart.boundingBox();
  if (!box) throw new Error('the chart has no place');
  await page.touchscreen.tap(box.x + 2, box.y + box.height / 2);
  await expect(said(page)).toHaveText(/: 1,010 points, tier A$/);
  await page.touchscreen.tap(box.x + box.width - 2, box.y + box.height / 2);
  await expect(said(page)).toHaveText(/, forecast: [\d,]+ points, tier A\+$/);
});

test('the table has each day of the chart', async ({ page, open }) => {
  await open('/over-time', 'mixed');
  await page.getByText('As a table').click();
  const table = page.getByRole('table', { name: /Score and tier/ });
  await expect(table.getByRole('row', { name: /Today/ })).toContainText('1,170');
  const days = await page.getByRole('slider', { name: 'Day' }).getAttribute('max');
  await expect(table.getByRole('row')).toHaveCount(Number(days) + 2);
});

test('a period is kept in the address and can be gone back over', async ({ page, open }) => {
  await open('/over-time', 'mixed');
  const slider = page.getByRole('slider', { name: 'Day' });
  const all = Number(await slider.getAttribute('max'));
  await page.getByRole('link', { name: '1 year' }).click();
  await expect(page).toHaveURL(/\?period=1-year$/);
  await expect(page.getByRole('link', { name: '1 year' })).toHaveAttribute('aria-current', 'true');
  await expect.poll(async () => Number(await slider.getAttribute('max'))).toBeLessThan(all);
  await page.goBack();
  await expect(slider).toHaveAttribute('max', String(all));
});

test('someone without entries reads that nothing has changed', async ({ page, open }) => {
  await open('/over-time', 'new');
  await expect(page.getByText(/Nothing has been recorded about you/)).toBeVisible();
  await expect(page.getByText(/nothing is set to lapse: 1,000 points, tier A\.$/)).toBeVisible();
  await expect(page.getByRole('slider')).toHaveCount(0);
});
