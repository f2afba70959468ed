// Who uses the app stays signed in, and who does not is told before the session ends by itself, in time
// to keep it with one press (WCAG 2.2, 2.2.1). The server ends a session that asks for nothing for half an
// hour, and any twelve hours after the sign-in; that last end can only be told of.

import { notice } from './notice.js';

const ADDRESS = '/api/v1/session';
const LOOK_MS = 10_000;
/** How often a use of the page is told to the server, which counts requests and not touches. */
const TELL_MS = 5 * 60_000;
const IDLE_WARNING_MS = 2 * 60_000;
const LAST_WARNING_MS = 10 * 60_000;

/** When the page was used, and when the server was asked, by the clock of this device. */
let used = 0;
let asked = 0;
/** When the session ends, and whether nothing makes it longer; 0 where it is not known. */
let ends = 0;
let isLast = false;
let shown = '';
let hide = () => undefined;
let others;

export function startSession() {
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove']) {
    addEventListener(kind, () => { used = Date.now(); }, { capture: true, passive: true });
  }
  document.addEventListener('click', (press) => {
    if (press.target.closest('[data-stay]')) ask().catch(() => undefined);
  });
  // What another tab was told is true here too.
  others = new BroadcastChannel('session');
  others.onmessage = ({ data }) => {
    asked = Date.now();
    take(data);
  };
  setInterval(look, LOOK_MS);
}

function look() {
  if (!isSignedIn()) {
    asked = 0;
    take({ left: 0 });
    return;
  }
  const wasUsed = used > asked && Date.now() - asked > TELL_MS;
  if (asked === 0 || wasUsed) ask().catch(() => undefined);
  show();
}

/** The sign-out stands in the header while somebody is signed in, also before the app has started. */
const isSignedIn = () => Boolean(document.querySelector('.header .quiet-button'));

/** Asks how long the session lasts; being asked makes it longer. */
async function ask() {
  asked = Date.now();
  const answer = await fetch(ADDRESS);
  if (!answer.ok) return tell({ left: 0 });
  const { expires_at: end, ends_at: last } = await answer.json();
  const left = Date.parse(end) - Date.parse(answer.headers.get('date'));
  if (Number.isFinite(left)) tell({ left, isLast: Boolean(last) && Date.parse(last) <= Date.parse(end) });
}

function tell(what) {
  take(what);
  others.postMessage(what);
}

/** Takes in for how many milliseconds the session lasts from now on, if there is one. */
function take(what) {
  isLast = what.isLast === true;
  ends = what.left && Date.now() + what.left;
  show();
}

function show() {
  const left = ends - Date.now();
  const isNear = left < (isLast ? LAST_WARNING_MS : IDLE_WARNING_MS);
  const wanted = left > 0 && isNear ? (isLast ? 'session.last' : 'session.idle') : '';
  if (wanted === shown) return;
  shown = wanted;
  hide();
  if (!wanted) return;
  const words = (texts, language) => texts[wanted].replace('{time}', timeIn(language));
  hide = notice(words, isLast ? undefined : ['stay', 'session.stay']);
}

function timeIn(language) {
  const format = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return format.format(ends);
}
