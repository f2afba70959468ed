// A proof of the tier alone: made on the resident's screen, scanned and used once at a desk.

import { faults } from './axe.ts';
import { expect, heading, takenOver, test } from './journey.ts';
import { scan } from './scan.ts';
import { languages, locales, textOf } from './words.ts';

test.use({ live: {}, expectedNoise: async ({}, use) => use([/status of 404/]) });

for (const language of languages) {
  for (const look of ['light', 'dark'] as const) {
    test.describe(`${language}, ${look}`, () => {
      test.use({ locale: locales[language], colorScheme: look });
      const words = (key: string) => textOf(language, key, 'later');

      test('the desk scans it, sees the tier alone, once; the resident sees that it was used', async ({ page, open, browser, server }) => {
        await open('/tier-proof', 'desk');
        await page.getByRole('button', { name: words('tier_proof.make') }).click();
        const picture = page.getByRole('img', { name: words('tier_proof.picture') });
        await expect(picture).toBeVisible();
        expect(await faults(page)).toEqual([]);
        const address = await scan(page, picture);
        expect(address).toMatch(new RegExp(`^${server.url}/proof#[\\w-]{43}$`));

        const desk = await browser.newContext({ locale: locales[language], colorScheme: look });
        const counter = await desk.newPage();
        await counter.goto(address);
        await takenOver(counter);
        // Opening the address alone uses nothing up.
        await counter.reload();
        await takenOver(counter);
        await counter.getByRole('button', { name: words('proof_check.show') }).click();
        const tier = counter.getByRole('heading', { level: 2, name: words('proof_check.tier').replace('{tier}', 'A') });
        await expect(tier).toBeFocused();
        expect(await faults(counter)).toEqual([]);
        await expect(counter.getByText(words('proof_check.void'))).toBeVisible();
        await expect(counter.locator('body')).not.toContainText('1,020');
        expect(new URL(counter.url()).hash).toBe('');

        await expect(page.locator('main').getByText(words('tier_proof.used').split('{')[0]!)).toBeVisible();
        await expect(picture).toHaveCount(0);

        await counter.goto('/');
        await counter.goto(address);
        await takenOver(counter);
        await counter.getByRole('button', { name: words('proof_check.show') }).click();
        await expect(counter.getByText(words('proof_check.unknown'))).toBeVisible();
        await desk.close();

        await open('/access-log?kind=tier_proof');
        await expect(page.getByText(words('access_log.tier_proof_for')).first()).toBeVisible();
      });
    });
  }
}

test('the short code is typed instead, with small letters and gaps', async ({ page, open, browser }) => {
  await open('/tier-proof', 'mixed');
  await page.getByRole('button', { name: 'Make a proof' }).click();
  const code = await page.locator('.proof-code [aria-hidden]').innerText();
  expect(code).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);

  const desk = await browser.newContext();
  const counter = await desk.newPage();
  await counter.goto('/proof');
  await takenOver(counter);
  const field = counter.getByLabel('Short code');
  await field.fill('7K3M');
  await counter.getByRole('button', { name: 'Show the tier' }).click();
  await expect(counter.getByText('Enter the eight letters and digits of the code.')).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(await faults(counter)).toEqual([]);
  await field.fill(code.toLowerCase().replace(' ', '-'));
  await field.press('Enter');
  await expect(counter.getByRole('heading', { level: 2, name: 'Tier AA' })).toBeVisible();
  await desk.close();
});

test.describe('what is no proof', () => {
  test.use({ expectedNoise: async ({}, use) => use([/status of 404/, /status of 429/]) });

  test('an address with something else asks for the code, and an unknown code is told so', async ({ page, open }) => {
    await open('/proof#nonsense');
    await expect(heading(page, 'Check a proof of tier')).toBeVisible();
    await expect(page.getByText('The address holds no whole proof.')).toBeVisible();
    await page.getByLabel('Short code').fill('00000000');
    await page.getByRole('button', { name: 'Show the tier' }).click();
    await expect(page.getByText('This proof is unknown, was used already, or is older than two minutes.')).toBeVisible();
    await page.getByRole('button', { name: 'Check another proof' }).click();
    await expect(page.getByLabel('Short code')).toBeVisible();
  });

  test('whoever guesses codes has to wait, and is told how long', async ({ page, open }) => {
    await open('/proof');
    for (let tries = 0; tries < 30; tries += 1) {
      await page.getByLabel('Short code').fill(`0000000${tries % 10}`);
      await page.getByRole('button', { name: 'Show the tier' }).click();
      await expect(page.getByRole('heading', { name: 'No tier to show' })).toBeVisible();
      if (await page.getByText(/Too many tries\. Wait \d+ seconds?/).isVisible()) return;
      await page.getByRole('button', { name: 'Check another proof' }).click();
    }
    throw new Error('thirty guesses were answered');
  });
});

test('a proof ends after two minutes, and leaving the page forgets it', async ({ page, open }) => {
  await page.clock.install();
  await open('/tier-proof', 'new');
  await page.getByRole('button', { name: 'Make a proof' }).click();
  await expect(page.getByRole('timer')).toContainText(/1[12]\d seconds left/);
  await page.clock.runFor(61_000);
  await expect(page.getByRole('timer')).toContainText(/5\d seconds left/);
  await page.clock.runFor(61_000);
  await expect(page.getByText('The two minutes are over.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Make another proof' }).click();
  await expect(page.getByRole('timer')).toBeVisible();

  await page.getByRole('link', { name: 'Overview' }).click();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Make a proof' })).toBeVisible();
});
