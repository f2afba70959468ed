// The office upholds an objection by its command: the ledger, an open page and the log follow.

import { casesOf, next, numberOf, office, send } from './cases.ts';
import { expect, heading, score, takenOver, test } from './journey.ts';

test.use({ live: {} });

test('the entry is corrected, the score moves on the open page, and the log tells', async ({ page, open, context, server }) => {
  test.slow();
  await open('/', 'desk');
  await expect(score(page)).toHaveText('1,020');

  const form = await context.newPage();
  await form.goto('/new-case?kind=objection&entry=desk-blood-donation');
  await takenOver(form);
  await next(form).click();
  await form.getByRole('radio', { name: 'It was somebody else' }).check();
  await next(form).click();
  await form.getByLabel('Your own words').fill('I was abroad on that day.');
  await next(form).click();
  await next(form).click();
  await next(form).click();
  await send(form).click();
  const number = await numberOf(form);
  // Only what takes points away is suspended while it is contested.
  await expect(score(page)).toHaveText('1,020');

  office(server, 'decide', number, '--verdict', 'upheld', '--reason', 'The donor was another person.');
  await expect(score(page)).toHaveText('1,010');
  const [decided] = (await casesOf(page)) as unknown as { verdict: string; resulting_entry: string }[];
  expect(decided.verdict).toBe('upheld');
  await form.getByRole('link', { name: 'To the case' }).click();
  await expect(form.getByText('Decided: as you asked').first()).toBeVisible();
  await expect(form.getByText('The donor was another person.').first()).toBeVisible();

  await open('/entry/desk-blood-donation');
  await expect(page.getByText(`The correction ${decided.resulting_entry} undoes it`).first()).toBeVisible();
  await open('/access-log');
  await expect(heading(page, 'Who looked')).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'citizen-score cases decide (user office)' });
  await expect(row).toContainText(number);
});
