// What the tier does to a resident: each effect with its office and basis, and what led there.

import { expect, heading, test } from './journey.ts';

test('a burden says who applies it, on what it rests, and which entries led there', async ({ page, open }) => {
  await open('/effects', 'low');
  await expect(heading(page, 'What your tier does to you')).toBeVisible();
  await expect(page.getByText(/You are in tier C\. It has \d+ effects on you\./)).toBeVisible();

  const burden = page.locator('section').filter({ has: page.getByText('Burden', { exact: true }) }).first();
  for (const fact of ['Part of life', 'Applied by', 'Rests on']) {
    await expect(burden.getByText(fact, { exact: true })).toBeVisible();
  }
  const grounds = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Entries that led to your burdens' }) });
  const led = grounds.getByRole('link', { name: /: \d+ entr(y|ies), −\d+ points/ }).first();
  const entries = Number(/(\d+) entr/.exec(await led.innerText())![1]);
  await led.click();
  await expect(heading(page, 'History')).toBeVisible();
  await expect(page).toHaveURL(/category=\w+&direction=loss&counts=yes/);
  await expect(page.getByText(new RegExp(`Entries 1 to ${entries} of ${entries} that fit`))).toBeVisible();
});

test('an effect in an unrelated part of life is flagged, with the rules and the ways out', async ({ page, open }) => {
  await open('/effects', 'low');
  const flagged = page.locator('section').filter({ has: page.getByRole('heading', { name: 'An unrelated part of life' }) });
  await expect(flagged.first()).toBeVisible();
  await flagged.first().getByRole('link', { name: 'What rules exist on this' }).click();

  const rules = page.getByRole('region', { name: 'What rules exist on unrelated effects' });
  await expect(rules).toBeInViewport();
  for (const words of ['Article 5(1)(c)', 'Article 24', 'According to press reports', 'NDRC Order 58', 'This is no legal advice.']) {
    await expect(rules.getByText(words).first()).toBeVisible();
  }
  await expect(rules.getByRole('link', { name: 'Your cases' })).toHaveAttribute('href', '/cases');
  await expect(rules.getByRole('link', { name: 'Object to an entry' })).toHaveAttribute('href', '/new-case');
});

test('where everyone begins, nothing led there and nothing is flagged', async ({ page, open }) => {
  await open('/effects', 'new');
  await expect(page.getByText('this tier is where everyone begins').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'An unrelated part of life' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'What rules exist on unrelated effects' })).toHaveCount(0);
});
