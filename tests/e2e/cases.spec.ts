// Cases after they are sent: offline, questions, withdrawing; the office answers by its command.

import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { casesOf, kept, next, numberOf, office, question, send, summary } from './cases.ts';
import { expect, heading, takenOver, test } from './journey.ts';

test.use({ live: {} });

/** An objection up to the check of all answers. */
async function objection(page: Page, entry: string, story: string) {
  await page.goto(`/new-case?kind=objection&entry=${entry}`);
  await takenOver(page);
  await next(page).click();
  await page.getByRole('radio', { name: 'Something else' }).check();
  await next(page).click();
  await page.getByLabel('Your own words').fill(story);
  await next(page).click();
  await next(page).click();
  await next(page).click();
  await expect(question(page, 'Check your answers')).toBeVisible();
}

test('sent without a connection, it waits and goes out once by itself', async ({ page, open, context, expectedNoise }) => {
  test.slow();
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource|Failed to fetch/);
  await open('/', 'desk');
  await objection(page, 'desk-parking', 'There is no such parking place.');
  await context.setOffline(true);
  await send(page).click();
  await expect(question(page, 'On its way')).toBeVisible();
  await expect(page.getByText(/goes out by itself as soon as it can/)).toBeVisible();
  expect(await page.getByRole('button', { name: 'Send now' }).isVisible()).toBe(true);
  await context.setOffline(false);
  await expect(question(page, 'It has arrived')).toBeVisible({ timeout: 40_000 });
  expect(await casesOf(page)).toHaveLength(1);
});

test('what waits can be taken back and changed', async ({ page, open, context, expectedNoise }) => {
  test.slow();
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource|Failed to fetch/);
  await open('/', 'desk');
  await objection(page, 'desk-parking', 'There is no such parking place.');
  await context.setOffline(true);
  await send(page).click();
  await page.getByRole('button', { name: 'Take it back to change it' }).click();
  await expect(question(page, 'Check your answers')).toBeVisible();
  await page.getByRole('link', { name: 'Change: Your own words' }).click();
  await page.getByLabel('Your own words').fill('There is no such place at all.');
  await next(page).click();
  await context.setOffline(false);
  await send(page).click();
  await expect(question(page, 'It has arrived')).toBeVisible({ timeout: 40_000 });
  expect(await casesOf(page)).toMatchObject([{ words: 'There is no such place at all.' }]);
});

test('the office asks, the resident answers, and the page follows', async ({ page, open, server }) => {
  test.slow();
  await open('/', 'desk');
  await objection(page, 'desk-parking', 'I have a permit.');
  await send(page).click();
  const number = await numberOf(page);
  await page.getByRole('link', { name: 'To the case' }).click();
  await expect(heading(page, 'Case')).toBeVisible();

  office(server, 'examine', number);
  await expect(page.getByText('Being examined').first()).toBeVisible();
  office(server, 'ask', number, '--question', 'What is the number of the permit?');
  await expect(page.getByRole('heading', { name: 'The office asks you something' })).toBeVisible();
  await expect(page.getByText('What is the number of the permit?').first()).toBeVisible();

  await page.getByRole('button', { name: 'Send the answer' }).click();
  await expect(summary(page)).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await kept(page, () => page.getByLabel('Your answer').fill('It is P-1234.'));
  await page.reload();
  await takenOver(page);
  await expect(page.getByLabel('Your answer')).toHaveValue('It is P-1234.');
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await expect(page.getByRole('heading', { name: 'You answered' })).toBeVisible();
  await expect(page.getByText('It is P-1234.')).toBeVisible();
  await expect(page.getByLabel('Your answer')).toBeHidden();

  office(server, 'decide', number, '--verdict', 'rejected', '--reason', 'The permit was for another street.');
  await expect(page.getByText('Decided: not as you asked').first()).toBeVisible();
  await expect(page.getByText('The permit was for another street.').first()).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Withdraw the case' })).toBeHidden();
});

test('a case is withdrawn after it was asked once more', async ({ page, open }) => {
  await open('/', 'desk');
  await objection(page, 'desk-parking', 'I have a permit.');
  await send(page).click();
  const number = await numberOf(page);
  expect(await faults(page), 'on the receipt').toEqual([]);
  await open('/cases');
  await expect(page.getByText('due in 30 days')).toBeVisible();
  expect(await faults(page), 'among the cases').toEqual([]);
  await page.getByRole('link', { name: /^Objection: / }).first().click();
  await page.getByRole('button', { name: 'Withdraw the case' }).click();
  await expect(page.getByText(/the entry is no longer contested/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'No, keep it' })).toBeFocused();
  await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await expect(page.getByText('Withdrawn by you').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Withdraw the case' })).toBeHidden();
  expect(await casesOf(page)).toMatchObject([{ id: number, status: 'withdrawn' }]);
});

test('a case of nobody is not found', async ({ page, open, expectedNoise }) => {
  expectedNoise.push(/404/);
  await open('/case/2026-AAAA-BBBB', 'desk');
  await expect(page.getByText('You have no case with this number.')).toBeVisible();
});

test('a case that is late says so, and what can be done', async ({ page, open }) => {
  await open('/cases', 'low');
  const late = page.getByRole('listitem').filter({ hasText: /days? late/ });
  await late.getByRole('link').click();
  await expect(heading(page, 'Case')).toBeVisible();
  await expect(page.getByText(/days? late/)).toBeVisible();
  await expect(page.getByText('Your case stays open')).toBeVisible();
});
