// The watchdog: the app traps or hangs at random points of a visit, and each time the attract screen
// must be painted again within two seconds, with nothing personal on it.
//
//   node tests/kiosk/watchdog.mjs [--trials 12] [--from 1]        every sixth trial is a hang
//
// Time runs from the very call at which the app was struck to the first paint of the next document.

import { say } from '../../scripts/say.mjs';
import { dice as seededDice } from '../faults/random.mjs';
import { canaryResident, found } from './canary.mjs';
import { close, spread, wanted } from './count.mjs';
import { Place } from './place.mjs';
import { begin, goTo, PLACES, show, signInByCode } from './visit.mjs';

const GOAL_MS = 2_000;
const STRIKE_LIMIT_MS = 30_000;

const { trials, from } = wanted(12);
const place = await new Place().start();
const resident = await canaryResident(place.server);
const failures = [];
const times = { trap: [], hang: [] };
for (let seed = from; seed < from + trials; seed += 1) {
  const kind = seed % 6 === 0 ? 'hang' : 'trap';
  try {
    const took = await trial(seed, kind);
    times[kind].push(took);
    if (took > GOAL_MS) throw new Error(`the attract screen came after ${took} ms`);
  } catch (error) {
    failures.push(`trial ${seed} (${kind}): ${error.message.split('\n').slice(0, 12).join('\n  ')}`);
    say(failures.at(-1));
    await place.reconnect();
  }
  if (seed % 20 === 0) say(`${seed - from + 1} trials, ${failures.length} failed`);
}
await place.stop();
for (const [kind, took] of Object.entries(times)) say(`${took.length} × ${kind}: ${spread(took, 'ms')}`);
close(trials, failures);

/** Milliseconds from the strike to the first paint of the attract screen. */
async function trial(seed, kind) {
  const dice = seededDice(seed);
  const { page } = place;
  page.setDefaultTimeout(15_000);
  // Where it strikes: before a touch, at the sign-in, or anywhere in a visit.
  const point = dice.from(['attract', 'start', 'visit', 'visit', 'visit']);
  if (point !== 'attract') await begin(page);
  if (point === 'visit') {
    await signInByCode(page, place.server.code(resident.id));
    await show(page);
  }
  const struck = place.struck.length;
  await page.evaluate(({ kind, calls }) => window[Symbol.for('test')].strikeAt(kind, calls), { kind, calls: dice.between(1, 400) });
  const limit = Date.now() + STRIKE_LIMIT_MS;
  while (place.struck.length === struck) {
    if (Date.now() > limit) throw new Error('it could not be struck');
    const act = point === 'visit' ? goTo(page, dice.from(PLACES)) : page.locator(point === 'start' ? '.pad button' : '[data-begin=nl]').first().click({ timeout: 500 });
    await Promise.race([act, place.nextStrike(struck)]).catch(() => {});
  }
  const { at } = place.struck.at(-1);
  // A page that hung is another one now, to which the test has to listen anew.
  if (kind === 'hang') await place.listenAgain();
  const painted = await place.painted(at);
  const text = await place.page.content();
  const shown = found(text, resident.marks);
  if (shown.length > 0) throw new Error(`the attract screen shows ${shown.join(', ')}`);
  await place.reconnect();
  return Math.round(painted - at);
}
