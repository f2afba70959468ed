// A request for repair: what must be settled first, a strict day, evidence.

import { faults } from './axe.ts';
import { bill, casesOf, next, numberOf, photo, question, send, summary } from './cases.ts';
import { expect, heading, takenOver, test } from './journey.ts';

test.use({ live: {} });

const today = new Date();

test('a paid bill, with a day that is checked and files that are cleaned', async ({ page, open }) => {
  test.slow();
  await open('/entry/low-water-bill', 'low');
  await page.getByRole('link', { name: 'Ask for repair' }).click();
  await expect(page.getByText('What has to be settled first')).toBeVisible();
  await next(page).click();

  await expect(question(page, 'When was it settled?')).toBeVisible();
  const fill = async (day: string, month: string, year: string) => {
    await page.getByLabel('Day', { exact: true }).fill(day);
    await page.getByLabel('Month').fill(month);
    await page.getByLabel('Year').fill(year);
    await next(page).click();
  };
  await fill('31', '2', '2026');
  await expect(summary(page)).toContainText('There is no such day.');
  await fill('1', '', '2026');
  await expect(page.getByLabel('Month')).toHaveAttribute('aria-invalid', 'true');
  await fill('1', '1', String(today.getFullYear() + 1));
  await expect(summary(page)).toContainText('This day is still to come.');
  await fill('1', '1', '2001');
  await expect(summary(page)).toContainText('before the day of the entry itself');
  await fill(String(today.getDate()), String(today.getMonth() + 1), String(today.getFullYear()));

  await page.getByLabel('Your own words').fill('Paid at the counter, with the charges on top.');
  await next(page).click();
  await expect(question(page, 'Evidence, if you have any')).toBeVisible();
  const choose = page.getByLabel('Choose files, or drop them here');
  await choose.setInputFiles([bill, photo, { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }]);
  await expect(summary(page)).toContainText('“note.txt” is not a PDF, JPEG or PNG');
  await expect(page.getByRole('img', { name: 'Preview of photo.png' })).toBeVisible();
  await expect(page.getByText('A PDF is sent as it is.', { exact: false })).toBeVisible();
  await choose.setInputFiles([bill]);
  await expect(summary(page)).toContainText('“bill.pdf” is there already.');

  // What was chosen is still there after a reload, picture and all.
  await page.reload();
  await takenOver(page);
  await expect(page.getByRole('img', { name: 'Preview of photo.png' })).toBeVisible();
  expect(await faults(page), 'beside the files').toEqual([]);
  await next(page).click();
  await expect(page.getByText('bill.pdf')).toBeVisible();
  expect(await faults(page), 'where all is checked').toEqual([]);
  await send(page).click();
  const number = await numberOf(page);
  await page.getByRole('link', { name: 'To the case' }).click();
  await expect(heading(page, 'Case')).toBeVisible();
  const [case_] = await casesOf(page);
  expect(case_).toMatchObject({ id: number, kind: 'repair', evidence: [{ name: 'bill.pdf' }, { name: 'photo.png' }] });
  const link = page.getByRole('link', { name: 'photo.png' });
  const file = await page.request.get(await link.getAttribute('href') ?? '');
  expect(file.headers()['content-type']).toBe('image/png');
  expect((await file.body()).includes('taken at home'), 'the comment is gone').toBe(false);
});

test('where the rules provide for no repair, it says so', async ({ page, open }) => {
  await open('/entry/low-conviction', 'low');
  await expect(page.getByRole('link', { name: 'Object to this entry' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ask for repair' })).toBeHidden();
  await open('/new-case?kind=repair&entry=low-conviction');
  await expect(page.getByText('The rulebook provides for no repair of this kind of entry.', { exact: false })).toBeVisible();
  await open('/new-case?kind=repair&entry=low-blood-donation');
  await expect(page.getByText('This entry takes no points away', { exact: false })).toBeVisible();
});
