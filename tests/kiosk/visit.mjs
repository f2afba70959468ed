// What somebody does at a display: touches it, signs in with a code from the desk, looks around.

const STEP_MS = 15_000;

/** Touches the screen and waits for the sign-in. */
export async function begin(page, language = 'en') {
  page.setDefaultTimeout(STEP_MS);
  await page.locator(`[data-begin="${language}"]`).click();
  await page.locator('html[data-kiosk=start]').waitFor();
}

/** Signs in with a code from the desk, typed on the number pad. */
export async function signInByCode(page, code) {
  await page.locator('.pad').waitFor();
  for (const digit of code.replace(/\D/g, '')) await page.locator('.pad-key').getByText(digit, { exact: true }).click();
  await page.locator('.pad-submit').click();
  await page.locator('html[data-kiosk=visit]').waitFor();
}

/** Shows what is masked. */
export async function show(page) {
  await page.locator('.kiosk-cover-button').click();
  await page.locator('html:not([data-masked])').waitFor();
}

/** Pages with everything personal on them, each with what shows that it is there. */
export const PLACES = ['/', '/history', '/outlook', '/effects', '/access-log', '/cases', '/over-time', '/check'];

/** Goes to a page by the menu, or by the list of all others. */
export async function goTo(page, place) {
  const link = page.locator(`.header a[href="${place}"], #content a[href="${place}"]`).first();
  if (!(await link.isVisible())) await page.locator('.header a[href="/more"]').click();
  await link.click();
  await page.locator('#content h1').first().waitFor();
}

/** Looks at all of it, so that as much as possible of the person is in the display. */
export async function lookAtEverything(page, marks, caseNumber) {
  await page.getByText(marks.name).first().waitFor();
  for (const place of PLACES) await goTo(page, place);
  await goTo(page, '/history');
  await page.locator(`#content a[href="/entry/${marks.entry}"]`).first().click();
  await page.getByText(marks.statement).first().waitFor();
  await goTo(page, '/cases');
  await page.locator(`#content a[href="/case/${caseNumber}"]`).first().click();
  await page.getByText(marks.words).first().waitFor();
}
