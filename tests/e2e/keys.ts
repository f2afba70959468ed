// What somebody does who has a keyboard and no mouse.

import type { Locator, Page } from '@playwright/test';

const MOST_STOPS = 120;

/** Presses Tab until the element has the focus, as someone without a mouse does. */
export async function tabTo(page: Page, wanted: Locator) {
  await wanted.first().waitFor();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluateAll((found) => found.includes(document.activeElement as never))) return;
  }
  throw new Error(`${MOST_STOPS} times Tab did not lead to ${wanted}`);
}
