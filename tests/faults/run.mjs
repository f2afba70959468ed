// Faults between client and server: in each run a made-up resident claims a deed in a real browser,
// while requests and answers get lost, the server is killed, the session ends and the tab is closed.
// Every claim that was sent must be there once, and nothing that was typed may be lost.
//
//   node tests/faults/run.mjs [--runs 25] [--from 1]
//
// A run is named by its seed, and can be had again: --runs 1 --from SEED.

import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { launch } from '../../scripts/chromium.mjs';
import { LiveServer, signIn } from '../../scripts/live-server.mjs';
import { say } from '../../scripts/say.mjs';
import { FAULTS, FaultyWay } from './proxy.mjs';
import { dice as seededDice } from './random.mjs';
import { RESIDENTS, Resident, marked } from './resident.mjs';

const ARRIVAL_MS = 60_000;
const LOOK_MS = 150;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '25' }, from: { type: 'string', default: '1' } } });
const first = Number(values.from);
const last = first + Number(values.runs) - 1;

const server = await new LiveServer().start();
const way = await new FaultyWay({ server }).start();
const browser = await chromium.launch(launch);
const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
const sent = new Map();
const failures = [];
const upset = {};

const begin = performance.now();
for (let seed = first; seed <= last; seed += 1) {
  try {
    await run(seed);
  } catch (error) {
    failures.push(`run ${seed}: ${error.message}`);
    say(failures.at(-1));
  }
  if (seed % 25 === 0) say(`${seed - first + 1} runs, ${failures.length} failed`);
}
await judge();
await context.close();
await browser.close();
await way.stop();
await server.stop();

const seconds = (performance.now() - begin) / 1000;
say(`\n${last - first + 1} runs in ${seconds.toFixed(0)} s; ${sent.size} claims sent`);
for (const kind of FAULTS) say(`  ${String(way.met[kind] ?? 0).padStart(5)}  ${kind}`);
for (const [kind, times] of Object.entries(upset)) say(`  ${String(times).padStart(5)}  ${kind}`);
for (const line of failures) say(line);
const passed = last - first + 1 - failures.length;
say(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

async function run(seed) {
  const dice = seededDice(seed);
  const resident = new Resident({ context, way, id: RESIDENTS[seed % RESIDENTS.length] });
  const words = marked(seed);
  try {
    way.plan([]);
    await resident.begin();
    await resident.fillIn(dice, words);
    const faults = Array.from({ length: dice.between(0, 5) }, () => ({ kind: dice.from(FAULTS), wait: dice.between(20, 400) }));
    resident.happened.push(...faults.map(({ kind }) => kind));
    way.plan(faults);
    sent.set(words, resident.id);
    await resident.send();
    await resident.upset(dice, 0.35);
    await arrival(resident, words);
  } catch (error) {
    const why = `${error.message.split('\n')[0]} (${resident.happened.join(', ')})`;
    throw new Error([why, ...(await resident.evidence())].join('\n    '));
  } finally {
    for (const kind of resident.happened) if (!FAULTS.includes(kind)) upset[kind] = (upset[kind] ?? 0) + 1;
    way.plan([]);
    await way.restarting;
    await resident.end();
  }
}

/** Waits until the claim has arrived and the resident sees so, and that nothing more comes of it. */
async function arrival(resident, words) {
  const limit = performance.now() + ARRIVAL_MS;
  for (;;) {
    await resident.nudge();
    await resident.page.waitForTimeout(LOOK_MS);
    if (way.planned.length === 0 && (await resident.hasReceipt())) break;
    if (performance.now() > limit) throw new Error(`no receipt after ${ARRIVAL_MS / 1000} s`);
    // Faults that no request has met yet are for this one only.
    if (await resident.hasReceipt()) way.plan([]);
  }
  await way.restarting;
  const there = await count(resident.id, words);
  if (there !== 1) throw new Error(`it is there ${there} times`);
}

/** How often a resident's newest cases have these words. */
async function count(id, words) {
  const cookie = await signIn(server.url, id);
  const answer = await fetch(`${server.url}/api/v1/me/cases?limit=200`, { headers: { cookie } });
  const { cases } = await answer.json();
  return cases.filter((it) => it.words === words).length;
}

/** At the end, all claims of all runs: each once. */
async function judge() {
  for (const id of RESIDENTS) {
    const cookie = await signIn(server.url, id);
    const times = new Map();
    for (let cursor = ''; cursor !== null; ) {
      const answer = await fetch(`${server.url}/api/v1/me/cases?limit=200${cursor && `&cursor=${cursor}`}`, { headers: { cookie } });
      const page = await answer.json();
      for (const { words } of page.cases) times.set(words, (times.get(words) ?? 0) + 1);
      cursor = page.next_cursor;
    }
    for (const [words, whose] of sent) {
      const there = times.get(words) ?? 0;
      if (whose === id && there !== 1) failures.push(`at the end “${words}” is there ${there} times`);
      if (whose !== id && there !== 0) failures.push(`at the end “${words}” of ${whose} is with ${id}`);
    }
  }
}
