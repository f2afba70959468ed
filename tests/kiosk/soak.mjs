// The soak: one visitor after another at one display, for thousands of visits, from sign-in to wipe.
// Memory must stay flat: pages of WebAssembly, the heap after collection, nodes and documents.
//
//   node tests/kiosk/soak.mjs [--trials 60]
//
// A trial is a visit. The first tenth (at most 500) is for warming up; after it nothing may grow.

import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { say } from '../../scripts/say.mjs';
import { close, wanted } from './count.mjs';
import { Place } from './place.mjs';
import { begin, goTo, show } from './visit.mjs';

const { trials } = wanted(60);
const warm = Math.min(500, Math.ceil(trials / 10));
const every = Math.max(1, Math.min(250, Math.floor(trials / 20)));
/** Made-up residents to choose from, but for the last, whose 100,000 entries are another test's. */
const RESIDENTS = 6;
/** Growth that is noise: of the heap in bytes, of everything else in number. Detached are the templates that
 * Leptos clones from, and what is in them or not, by how far V8 has come with the script; a node that each
 * visit leaves behind would be 30 more in 60 visits. */
const NOISE = { heap: 300_000, nodes: 50, documents: 2, pages: 0, detached: 8 };

const place = await new Place({ hangAfter: 20_000 }).start();
const failures = [];
const rows = [];
const begun = performance.now();
say('   visit    heap, bytes    nodes  documents  detached  WASM pages  MB of browser, pages, others');
for (let visit = 1; visit <= trials; visit += 1) {
  try {
    await one(visit);
  } catch (error) {
    failures.push(`visit ${visit}: ${error.message.split('\n').slice(0, 8).join('\n  ')}`);
    say(failures.at(-1));
    say(await secondLook().catch((problem) => `nobody else can look at the page either: ${problem.message}`));
    await place.reconnect();
  }
  if (visit === warm || visit % every === 0 || visit === trials) {
    const row = await measure(visit);
    rows.push(row);
    say([row.visit, row.heap, row.nodes, row.documents, row.detached, row.pages, row.megabytes.join(' / ')]
      .map((value, at) => String(value).padStart([8, 15, 9, 11, 10, 12, 29][at])).join(''));
  }
}
await place.stop();
const seconds = (performance.now() - begun) / 1000;
say(`\n${trials} visits in ${seconds.toFixed(0)} s, ${(seconds / trials).toFixed(2)} s each`);
judge();
close(trials, failures);

async function one(number) {
  const { page } = place;
  await begin(page);
  await page.locator('.choice').nth(number % RESIDENTS).click();
  await page.locator('html[data-kiosk=visit]').waitFor();
  await show(page);
  if (number % 5 === 0) await goTo(page, '/history');
  await page.locator('.kiosk-bar .kiosk-done').click();
  await page.locator('html[data-kiosk=attract][data-app=ready] #attract').waitFor();
}

/** What the page says to a listener that has seen nothing yet: it tells a display that stands still from a
 * test that has lost its page. */
async function secondLook() {
  const other = await chromium.connectOverCDP(`http://127.0.0.1:${place.debugPort}`, { timeout: 5_000 });
  try {
    const page = other.contexts()[0].pages().at(-1);
    const late = new Promise((done) => setTimeout(done, 5_000, 'the page does not answer'));
    const seen = page.evaluate(() => ({
      root: document.documentElement.cloneNode().outerHTML,
      loaded: document.readyState,
      milliseconds: Math.round(performance.now()),
      attract: document.querySelector('#attract')?.getBoundingClientRect().height,
      worker: navigator.serviceWorker.controller?.state,
      files: performance.getEntriesByType('resource').map(({ name, startTime, responseEnd }) => `${name.split('/').at(-1)} ${Math.round(startTime)}-${Math.round(responseEnd)}`),
    }));
    return `  a second listener sees: ${JSON.stringify(await Promise.race([seen, late]))}\n  the supervisor said: ${place.log.slice(-600)}`;
  } finally {
    await other.close();
  }
}

async function measure(visit) {
  const { page } = place;
  const devtools = await place.context.newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  for (let times = 0; times < 3; times += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { documents, nodes } = await devtools.send('Memory.getDOMCounters');
  const detached = await detachedNodes(devtools);
  const pages = await page.evaluate(() => window[Symbol.for('test')].pages());
  await devtools.detach();
  return { visit, heap: usedSize, nodes, documents, detached, pages, megabytes: await browserMegabytes() };
}

/** Nodes that script still holds though no document has them, as a heap snapshot names them. */
async function detachedNodes(devtools) {
  const parts = [];
  const hear = ({ chunk }) => parts.push(chunk);
  devtools.on('HeapProfiler.addHeapSnapshotChunk', hear);
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devtools.off('HeapProfiler.addHeapSnapshotChunk', hear);
  const { snapshot, nodes, strings } = JSON.parse(parts.join(''));
  const fields = snapshot.meta.node_fields;
  const [name, detachedness] = [fields.indexOf('name'), fields.indexOf('detachedness')];
  let count = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    const isDetached = detachedness < 0 ? /^Detached /.test(strings[nodes[at + name]]) : nodes[at + detachedness] === 2;
    if (isDetached && /^(Detached )?(HTML|SVG|Text|<)/.test(strings[nodes[at + name]])) {
      if (process.env.SOAK_NAMES) say(`  detached: ${strings[nodes[at + name]].slice(0, 200)}`);
      count += 1;
    }
  }
  return count;
}

/** What the browser itself, what draws its pages, and all its other processes hold in memory. */
async function browserMegabytes() {
  const pages = [0, 0, 0];
  for (const { id, type } of await place.processes()) {
    try {
      pages[Math.max(0, ['browser', 'renderer'].indexOf(type) + 1 || 3) - 1] += Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]);
    } catch {
      // Gone meanwhile.
    }
  }
  return pages.map((count) => Math.round((count * 4096) / 1_000_000));
}

/** After the warming up nothing may grow beyond noise: the last third is held against the first one. */
function judge() {
  const steady = rows.filter(({ visit }) => visit >= warm);
  const third = Math.max(1, Math.floor(steady.length / 3));
  // The least of several: a document that the collector has not come to yet is no growth.
  const least = (some, field) => Math.min(...some.map((row) => row[field]));
  for (const [field, noise] of Object.entries(NOISE)) {
    const [early, late] = [steady.slice(0, third), steady.slice(-third)].map((some) => least(some, field));
    say(`${field}: ${early} after the warming up, ${late} at the end`);
    if (late - early > noise) failures.push(`${field} grew from ${early} to ${late}`);
  }
}
