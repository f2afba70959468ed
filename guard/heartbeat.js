// Tells the server that this display lives, and learns whether the server does.

import { within } from './attempt.js';
import { restarts, whenNoted } from './notes.js';
import { build, whenRead } from './page.js';
import { onTick } from './tick.js';

const EVERY_MS = 30_000;
const OFFLINE_MS = 3000;
const ANSWER_MS = 5000;

const root = document.documentElement;
const ask = window.fetch.bind(window);

let due = 0;
let asking = false;
let answered = false;
let offline = false;
let beganWithout = false;
let offered = '';

/** Whether the server did not answer the last time. */
export const isOffline = () => offline;

/** Whether the server answers now, but did not when this document began. */
export const isFromStore = () => beganWithout && !offline;

/** The build that the server would give, if it is another than this one. */
export const newBuild = () => (offered && build() && offered !== build() ? offered : '');

export function startHeartbeat() {
  for (const kind of ['online', 'offline']) addEventListener(kind, () => { due = 0; }, true);
  whenRead(() => whenNoted().then(beat));
  onTick(() => { if (!asking && answered && performance.now() >= due) beat(); });
}

async function beat() {
  if (asking) return;
  asking = true;
  const answer = await within(ANSWER_MS, send());
  asking = false;
  if (!answered) beganWithout = !answer;
  answered = true;
  if (answer?.build) offered = answer.build;
  tell(!answer);
  due = performance.now() + (offline ? OFFLINE_MS : EVERY_MS);
}

/** The answer, or nothing if there was none. A refusal is an answer: somebody is there. */
async function send() {
  const answer = await ask('/api/v1/display/heartbeat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ build: build() || 'development', restarts: restarts() }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (answer.status >= 500) return undefined;
  return answer.ok ? answer.json() : {};
}

function tell(isOut) {
  if (isOut === offline) return;
  offline = isOut;
  if (isOut) root.dataset.offline = '';
  else delete root.dataset.offline;
  dispatchEvent(new CustomEvent(isOut ? 'kiosk:offline' : 'kiosk:online'));
}
