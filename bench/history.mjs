// How the history of the resident with 100,000 entries feels on a slow phone: Chromium at 360×740 with
// the page's processor at a quarter, the real server, no network limit.
//
//   node bench/history.mjs                   needs the app and the server built
//
// The slow-down holds for the page. Chromium does not slow workers, so the time that the reading
// takes is that of this machine; what the page feels of it is what is measured.

import { chromium } from '@playwright/test';
import { launch } from '../scripts/chromium.mjs';
import { LiveServer, signIn } from '../scripts/live-server.mjs';
import { say } from '../scripts/say.mjs';
import { keep, quantile, report } from './figures.mjs';

const SLOWDOWN = 4;
const JUMPS = 10;
const server = await new LiveServer().start();
const browser = await chromium.launch(launch);
const figures = {};
try {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const [name, value] = (await signIn(server.url, 'long')).split('=', 2);
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const workers = await listenToWorkers(devtools);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.addInitScript(observe);

  await page.goto(`${server.url}/history`);
  await page.locator('.entry').first().waitFor();
  figures.firstRows = Math.round(await page.evaluate(firstRows));
  // While the ledger is read, the page draws its own first rows.
  await page.evaluate(() => { window.measured.long.length = 0; });
  await page.waitForFunction(() => window.measured.held, undefined, { timeout: 120_000 });
  figures.reading = Math.round(await page.evaluate(() => window.measured.held - window.measured.began));
  figures.longestWhileReading = Math.round(await page.evaluate(() => Math.max(0, ...window.measured.long)));
  figures.page = await page.evaluate(() => document.querySelectorAll('.entry').length);

  await page.getByText(/of 100,000/).waitFor();
  figures.scroll = await scroll(page, devtools);
  figures.jumps = await jumps(page);

  // While the ledger is read and checked, typing and scrolling must not wait.
  await page.goto(`${server.url}/check`);
  await page.evaluate(() => { window.measured.long.length = 0; });
  await page.waitForFunction(() => window.measured.held, undefined, { timeout: 120_000 });
  await page.waitForTimeout(1000);
  figures.longestWhileChecking = Math.round(await page.evaluate(() => Math.max(0, ...window.measured.long)));

  await devtools.send('HeapProfiler.collectGarbage');
  const heap = await devtools.send('Runtime.getHeapUsage');
  const [wasm, workerWasm] = await page.evaluate(() => [window.measured.wasm(), window.measured.workerWasm]);
  const workerHeap = await workers.heap();
  figures.memory = { heap: heap.usedSize, wasm, workerHeap, workerWasm };
  figures.memory.total = heap.usedSize + wasm + workerHeap + workerWasm;
} finally {
  await browser.close();
  await server.stop();
}

const jump = quantile(figures.jumps, 0.5);
const worst = Math.max(...figures.jumps);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const { heap, wasm, workerHeap, workerWasm, total } = figures.memory;
say('\n  100,000 entries, page at a quarter of the processor');
report('first rows after their data', `${figures.firstRows} ms`, '150 ms', figures.firstRows <= 150);
report('ledger read in the worker', `${figures.reading} ms`);
report('longest task, drawing rows', `${figures.longestWhileReading} ms`);
report('longest task, the check', `${figures.longestWhileChecking} ms`, '50 ms', figures.longestWhileChecking <= 50);
report('dropped frames, scrolling', `${figures.scroll.dropped.toFixed(2)} % of ${figures.scroll.frames}`, '1 %', figures.scroll.dropped < 1);
report('jump to the end, median', `${jump} ms (worst of ${JUMPS}: ${worst})`, '100 ms', jump <= 100);
report('memory in all', megabytes(total), '40 MB', total <= 40e6);
say(`  page: heap ${megabytes(heap)}, WebAssembly ${megabytes(wasm)}; worker: heap ${megabytes(workerHeap)}, WebAssembly ${megabytes(workerWasm)}`);
keep('history', figures);

/** Scrolls down and up by touch, and counts the frames that came late. */
async function scroll(page, devtools) {
  await page.evaluate(() => {
    const frames = [];
    window.measured.frames = frames;
    const tick = (now) => {
      frames.push(now);
      window.measured.ticking = requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  for (const distance of [-3000, 3000, -3000]) {
    await devtools.send('Input.synthesizeScrollGesture', { x: 180, y: 400, yDistance: distance, speed: 1500 });
  }
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.measured.ticking);
    return window.measured.frames;
  });
  const gaps = times.slice(1).map((time, at) => time - times[at]);
  const usual = quantile(gaps, 0.5);
  const late = gaps.reduce((all, gap) => all + Math.max(0, Math.round(gap / usual) - 1), 0);
  return { frames: gaps.length, dropped: (100 * late) / (gaps.length + late), usual };
}

/** From the click on "Oldest" or "Newest" to the frame that shows that page. */
async function jumps(page) {
  const times = [];
  for (let jump = 0; jump < JUMPS; jump += 1) {
    const name = jump % 2 === 0 ? 'Oldest' : 'Newest';
    times.push(await page.getByRole('link', { name, exact: true }).evaluate((link) => new Promise((done) => {
      const status = () => document.querySelector('.history-head [role=status]')?.textContent;
      const before = status();
      const began = performance.now();
      const look = () => {
        if (status() && status() !== before) done(Math.round(performance.now() - began));
        else requestAnimationFrame(look);
      };
      link.click();
      requestAnimationFrame(look);
    })));
    await page.waitForTimeout(200);
  }
  return times;
}

/** Runs inside the page before everything else. */
function observe() {
  const measured = { long: [], held: 0, began: 0, rows: 0, workerWasm: 0, wasm: () => 0 };
  window.measured = measured;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) measured.long.push(task.duration);
  }).observe({ type: 'longtask' });
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...args) => {
    const made = await instantiateStreaming.apply(WebAssembly, args);
    const { memory } = made.instance.exports;
    if (memory) measured.wasm = () => memory.buffer.byteLength;
    return made;
  };
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...args) {
      super(...args);
      measured.began = performance.now();
      this.addEventListener('message', ({ data }) => {
        if (data[0] !== 'held') return;
        measured.held = performance.now();
        measured.workerWasm = data[2];
      });
    }
  };
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.entry')) return;
    observer.disconnect();
    requestAnimationFrame(() => { measured.rows = performance.now(); });
  }).observe(document, { subtree: true, childList: true });
}

/** Milliseconds between the last byte of the first entries and the frame that shows them. */
function firstRows() {
  const [data] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/me/entries?limit'));
  return window.measured.rows - data.responseEnd;
}

/** Asks the page's workers for their heaps. */
async function listenToWorkers(devtools) {
  const sessions = new Set();
  const waiting = new Map();
  devtools.on('Target.attachedToTarget', ({ sessionId }) => sessions.add(sessionId));
  devtools.on('Target.detachedFromTarget', ({ sessionId }) => sessions.delete(sessionId));
  devtools.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    waiting.get(sessionId)?.(JSON.parse(message).result?.usedSize ?? 0);
  });
  await devtools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const ask = (sessionId) => new Promise((done) => {
    waiting.set(sessionId, done);
    const message = JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' });
    devtools.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => done(0));
  });
  return {
    heap: async () => (await Promise.all([...sessions].map(ask))).reduce((all, size) => all + size, 0),
  };
}
