// The proof of the wipe. In each trial a resident with a mark in every personal field signs in at a
// display and looks at everything; then the visit ends in one of five ways, and nothing of the marks
// may be left: not in the page, its storage, caches, history, heap and WebAssembly, nor in any file of
// the browser's profile. That the search finds what is there is checked before each end.
//
//   node tests/kiosk/wipe.mjs [--trials 10] [--from 1]

import { say } from '../../scripts/say.mjs';
import { dice as seededDice } from '../faults/random.mjs';
import { canaryResident } from './canary.mjs';
import { close, wanted } from './count.mjs';
import { Place } from './place.mjs';
import { remains } from './remains.mjs';
import { begin, goTo, lookAtEverything, PLACES, show, signInByCode } from './visit.mjs';

const IDLE_SECONDS = 25;
const END_LIMIT_MS = 60_000;
const WAYS = ['sign-out', 'time-out', 'panic', 'killed renderer', 'killed browser'];

const { trials, from } = wanted(10);
const place = await new Place({ more: ['--kiosk-idle', String(IDLE_SECONDS)], hangAfter: 20_000 }).start();
const failures = [];
const times = {};
const begun = performance.now();
for (let seed = from; seed < from + trials; seed += 1) {
  const way = WAYS[seed % WAYS.length];
  try {
    await trial(seed, way);
    times[way] = (times[way] ?? 0) + 1;
  } catch (error) {
    failures.push(`trial ${seed} (${way}): ${error.message.split('\n').slice(0, 12).join('\n  ')}`);
    say(failures.at(-1));
    await place.reconnect();
  }
  if (seed % 10 === 0) say(`${seed - from + 1} trials, ${failures.length} failed`);
}
await place.stop();
say(`\n${trials} trials in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
for (const [way, count] of Object.entries(times)) say(`  ${String(count).padStart(4)} clean after ${way}`);
close(trials, failures);

async function trial(seed, way) {
  const dice = seededDice(seed);
  const { id, marks, caseNumber } = await canaryResident(place.server, seed);
  const { page } = place;
  await begin(page, dice.from(['en', 'nl', 'zh-CN']));
  await signInByCode(page, place.server.code(id));
  await show(page);
  await lookAtEverything(page, marks, caseNumber);
  // A search that finds nothing where everything is would prove nothing.
  if (await openVisits() !== 1) throw new Error('the server does not count the visit');
  const there = await remains(place, marks);
  for (const where of ['the page', 'the memory of the WebAssembly', 'the heap of the page']) {
    if (!there.some((line) => line.endsWith(where))) throw new Error(`the search does not see marks in ${where} before the end`);
  }
  // The search takes its time, in which nobody touches anything.
  const stay = page.locator('dialog.kiosk-warning .kiosk-stay');
  if (await stay.isVisible()) await stay.click();
  await goTo(page, dice.from(PLACES));
  const before = await page.evaluate(() => performance.timeOrigin);
  await end(page, way, dice);
  await place.attract();
  const after = await place.page.evaluate(() => performance.timeOrigin);
  if (after <= before) throw new Error('the document is the old one');
  const left = await remains(place, marks);
  if (left.length > 0) throw new Error(`left: ${left.join('; ')}`);
  const open = await openVisits();
  if (open !== 0) throw new Error(`${open} visits are still open on the server`);
}

/** Visits that the server takes for going on, at all displays. */
async function openVisits() {
  const figures = await (await fetch(`${place.server.url}/metrics`)).text();
  const [, count] = /^citizen_score_display_visits (\d+)$/m.exec(figures) ?? [];
  return Number(count);
}

async function end(page, way, dice) {
  if (way === 'sign-out') {
    await page.locator('.kiosk-bar .kiosk-done').click();
  } else if (way === 'time-out') {
    await page.locator('dialog.kiosk-warning').waitFor({ timeout: IDLE_SECONDS * 1000 });
  } else if (way === 'panic') {
    await page.evaluate((calls) => window[Symbol.for('test')].strikeAt('trap', calls), dice.between(1, 300));
    // What is done next is where it strikes.
    const limit = Date.now() + END_LIMIT_MS;
    const struck = place.struck.length;
    while (place.struck.length === struck && Date.now() < limit) await goTo(page, dice.from(PLACES)).catch(() => {});
  } else if (way === 'killed renderer') {
    await place.killRenderers();
    await place.reconnect();
    return;
  } else {
    await place.killBrowser();
    await place.reconnect();
    return;
  }
  await page.locator('html[data-kiosk=attract]').waitFor({ timeout: END_LIMIT_MS });
}
