// A claim of a deed; granted by the office, it moves the score on the open page.

import { next, numberOf, office, question, send, summary } from './cases.ts';
import { expect, heading, score, test, tier } from './journey.ts';

test.use({ live: {} });

const today = new Date();

test('a deed is claimed, and the score follows the decision on the open page', async ({ page, open, server }) => {
  test.slow();
  await open('/new-case', 'desk');
  await page.getByRole('link', { name: 'Begin the claim' }).click();
  await expect(question(page, 'Which deed?')).toBeVisible();
  await expect(page.getByRole('radio', { name: /Helping an elderly/ })).toHaveCount(0);
  await expect(page.getByText('Planned, and cannot be claimed yet')).toBeVisible();
  await next(page).click();
  await expect(summary(page)).toContainText('Choose the deed.');
  await page.getByRole('radio', { name: /^Help in an emergency/ }).check();
  await next(page).click();
  await page.getByLabel('Day', { exact: true }).fill(String(today.getDate()));
  await page.getByLabel('Month').fill(String(today.getMonth() + 1));
  await page.getByLabel('Year').fill(String(today.getFullYear()));
  await next(page).click();
  await page.getByLabel('Your own words').fill('I pulled somebody out of the canal at the north bridge; the police wrote it down.');
  await next(page).click();
  await next(page).click();
  await expect(question(page, 'Check your answers')).toBeVisible();
  await send(page).click();
  const number = await numberOf(page);

  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(score(page)).toHaveText('1,020');
  office(server, 'decide', number, '--verdict', 'upheld', '--points', '30', '--reason', 'The police confirm it.');
  await expect(score(page)).toHaveText('1,050');
  await expect(tier(page)).toHaveText('A+');

  await open(`/case/${number}`);
  await expect(heading(page, 'Case')).toBeVisible();
  await expect(page.getByText('Decided: as you asked').first()).toBeVisible();
  await expect(page.getByText('The police confirm it.').first()).toBeVisible();
  await page.getByRole('link', { name: /^Help in an emergency/ }).click();
  await expect(heading(page, 'Entry')).toBeVisible();
  await expect(page.getByText('+30')).toBeVisible();
});
