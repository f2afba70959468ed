// An objection, from the entry to the receipt.

import { casesOf, kept, next, numberOf, question, send, summary } from './cases.ts';
import { expect, heading, score, takenOver, test } from './journey.ts';
import { tabTo } from './keys.ts';
import { words } from './words.ts';

test.use({ live: {} });

const ENTRY = '/entry/desk-red-light';
const STORY = 'I was at work that day, and my car was in the garage.';

test('by keyboard alone, from the entry to the receipt', async ({ page, open }) => {
  test.slow();
  await open(ENTRY, 'desk');
  await tabTo(page, page.getByRole('link', { name: 'Object to this entry' }));
  await page.keyboard.press('Enter');
  await expect(question(page, 'Object to an entry')).toBeFocused();
  await expect(page.getByText('Driving through a red light')).toBeVisible();
  await tabTo(page, next(page));
  await page.keyboard.press('Enter');

  await expect(question(page, 'What is wrong with the entry?')).toBeFocused();
  await tabTo(page, next(page));
  await page.keyboard.press('Enter');
  await expect(summary(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'It was somebody else' })).toBeFocused();
  await page.keyboard.press('Space');
  await tabTo(page, next(page));
  await page.keyboard.press('Enter');

  await expect(question(page, 'What happened, as you see it?')).toBeFocused();
  await tabTo(page, page.getByLabel('Your own words'));
  await page.keyboard.type(STORY);
  await expect(page.getByText(`${(2000 - STORY.length).toLocaleString('en')} characters left`).first()).toBeVisible();
  await tabTo(page, next(page));
  await page.keyboard.press('Enter');

  await expect(question(page, 'What should be put right?')).toBeFocused();
  await tabTo(page, next(page));
  await page.keyboard.press('Enter');
  await expect(question(page, 'Evidence, if you have any')).toBeFocused();
  await tabTo(page, next(page));
  await page.keyboard.press('Enter');

  await expect(question(page, 'Check your answers')).toBeFocused();
  await expect(page.getByText(STORY)).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'Change: What should be put right' }));
  await page.keyboard.press('Enter');
  await expect(question(page, 'What should be put right?')).toBeFocused();
  await tabTo(page, page.getByLabel('What should be put right'));
  await page.keyboard.type('Take it out.');
  await tabTo(page, next(page));
  await page.keyboard.press('Enter');
  await expect(question(page, 'Check your answers')).toBeFocused();
  await tabTo(page, send(page));
  await page.keyboard.press('Enter');

  await expect(question(page, 'It has arrived')).toBeFocused();
  const number = await numberOf(page);
  await expect(page.getByText(/due in 30 days/)).toBeVisible();
  expect(await casesOf(page)).toMatchObject([{ id: number, words: STORY, wish: 'Take it out.', ground: 'not_me' }]);
  await tabTo(page, page.getByRole('link', { name: 'To the case' }));
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Case')).toBeFocused();
  await expect(page.getByText('Received').first()).toBeVisible();
});

test('a reload in the middle keeps the words, and what was begun is offered', async ({ page, open }) => {
  await open('/new-case?kind=objection&entry=desk-red-light', 'desk');
  await next(page).click();
  await page.getByRole('radio', { name: 'It is recorded twice' }).check();
  await next(page).click();
  await expect(page.getByText(/kept on this device, encrypted/)).toBeVisible();
  await kept(page, () => page.getByLabel('Your own words').fill(STORY));

  await page.reload();
  await takenOver(page);
  await expect(page.getByLabel('Your own words')).toHaveValue(STORY);
  await page.goBack();
  await expect(page, 'the browser went back').toHaveURL(/step=ground/);
  await expect(page.getByRole('radio', { name: 'It is recorded twice' })).toBeChecked();

  await open('/cases', 'desk');
  await expect(page.getByRole('heading', { name: 'Objection: Driving through a red light' })).toBeVisible();
  await open('/new-case?kind=objection&entry=desk-red-light');
  await expect(page.getByText(/You began this before/)).toBeVisible();
  await page.getByRole('link', { name: 'Go on with it' }).click();
  await expect(page.getByRole('radio', { name: 'It is recorded twice' })).toBeChecked();

  await open('/new-case?kind=objection&entry=desk-red-light');
  await page.getByRole('button', { name: 'Throw away' }).click();
  await page.getByRole('button', { name: 'Yes, throw away' }).click();
  await expect(question(page, 'Object to an entry')).toBeVisible();
  await open('/cases');
  await expect(page.getByText('On this device, not with the office yet')).toBeHidden();
});

test('what is missing is named where all answers are checked, and leads to its question', async ({ page, open }) => {
  await open('/new-case?kind=objection&entry=desk-red-light', 'desk');
  await next(page).click();
  await page.getByRole('radio', { name: 'It did not happen' }).check();
  await page.goto('/new-case?kind=objection&entry=desk-red-light&step=check');
  await takenOver(page);
  await send(page).click();
  await expect(summary(page)).toBeFocused();
  await summary(page).getByRole('link', { name: 'Write something in your own words.' }).click();
  await expect(question(page, 'What happened, as you see it?')).toBeVisible();
  const field = page.getByLabel('Your own words');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('x'.repeat(2001));
  await next(page).click();
  await expect(summary(page)).toContainText('There is 1 character too many');
  await field.fill('x'.repeat(2000));
  await next(page).click();
  await expect(question(page, 'Check your answers')).toBeVisible();
});

test('an open objection is said where a second one would begin, and moves the score at once', async ({ page, open }) => {
  await open('/new-case?kind=objection&entry=desk-power-bill', 'desk');
  await next(page).click();
  await page.getByRole('radio', { name: 'It did not happen' }).check();
  await next(page).click();
  await page.getByLabel('Your own words').fill('The bill was paid in time.');
  await next(page).click();
  await next(page).click();
  await next(page).click();
  await send(page).click();
  const number = await numberOf(page);

  await page.getByRole('link', { name: words.overview.replace('Your score', 'Overview') }).first().click();
  await expect(score(page)).not.toHaveText('1,020');
  await open('/entry/desk-power-bill');
  await expect(page.getByRole('link', { name: new RegExp(`${number}: Received`) })).toBeVisible();
  await page.getByRole('link', { name: 'Object to this entry' }).click();
  await expect(page.getByText('You have an open case of this kind about this entry already.')).toBeVisible();
  await page.getByRole('link', { name: 'To that case' }).click();
  await expect(heading(page, 'Case')).toBeVisible();
});

test('what cannot be objected to says why', async ({ page, open }) => {
  await open('/new-case?kind=objection&entry=mixed-parking-correction', 'mixed');
  await expect(page.getByText(/only undoes another one, mixed-parking-corrected/)).toBeVisible();
  await open('/new-case?kind=objection&entry=nothing', 'mixed');
  await expect(heading(page, 'Object to an entry')).toBeVisible();
  await expect(next(page)).toBeHidden();
  await open('/new-case', 'mixed');
  await expect(page.getByRole('link', { name: 'Begin the claim' })).toBeVisible();
});

test('who has withdrawn consent to being scored can object all the same', async ({ page, open, expectedNoise }) => {
  expectedNoise.push(/status of 403/);
  await open('/consent', 'desk');
  await page.getByRole('button', { name: 'Withdraw consent…' }).click();
  await page.getByRole('button', { name: 'Withdraw my consent' }).click();
  await expect(page.getByRole('heading', { name: 'You are not being scored' })).toBeVisible();
  await open('/entry/desk-red-light');
  await page.getByRole('link', { name: 'Object to this entry' }).click();
  await expect(page.getByText('Driving through a red light')).toBeVisible();
  await next(page).click();
  await page.getByRole('radio', { name: 'It was somebody else' }).check();
  await next(page).click();
  await page.getByLabel('Your own words').fill(STORY);
  await next(page).click();
  await next(page).click();
  await next(page).click();
  await send(page).click();
  const number = await numberOf(page);
  expect(await casesOf(page)).toMatchObject([{ id: number, words: STORY }]);
});
