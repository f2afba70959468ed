// An address that leads nowhere says so, and shows the way back.

import { expect, heading, test } from './journey.ts';
import { words } from './words.ts';

test('a wrong address has a page of its own', async ({ page, open }) => {
  await open('/no-such-page', 'desk');
  await expect(heading(page, words.notFound)).toBeVisible();
  await page.getByRole('link', { name: /overview/i }).last().click();
  await expect(heading(page, words.overview)).toBeVisible();
});
