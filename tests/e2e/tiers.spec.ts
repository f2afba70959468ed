// The rules, open to the resident they are applied to.

import { expect, heading, test } from './journey.ts';
import { words } from './words.ts';

test('every tier, where one is, and what is only planned', async ({ page, open }) => {
  await open('/tiers', 'desk');
  await expect(heading(page, words.tiers)).toBeVisible();
  for (const name of ['AAA', 'AA', 'A+', 'A', 'A-', 'B', 'C', 'D']) {
    const shown = new RegExp(`(^|\\s)${name.replace('+', '\\+').replace('-', '[-−]')}(\\s|$)`);
    await expect(page.getByRole('main').getByText(shown).first()).toBeVisible();
  }
  await expect(page.getByText('from 1,040 points')).toBeVisible();
  await expect(page.getByText(/You are here/)).toHaveCount(1);
  await expect(page.getByText(/Planned/).first()).toBeVisible();
});
