// The article's scene: this morning's blood donation is credited while the resident looks on.

import { expect, score, test, tier } from './journey.ts';

test.use({ live: { without: 'desk-blood-donation' } });

test('the donation turns 30 points to go into 20', async ({ page, open, server }) => {
  await open('/', 'desk');
  await expect(score(page)).toHaveText('1,010');
  await expect(page.getByText('30 points to tier A+').first()).toBeVisible();

  server.import(server.demoEntry('desk-blood-donation'));

  await expect(score(page)).toHaveText('1,020');
  await expect(tier(page)).toHaveText('A');
  await expect(page.getByText('20 points to tier A+').first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1,020' })).toBeAttached();
});
