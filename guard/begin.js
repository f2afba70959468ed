// The attract screen's buttons. A touch before the app is ready is kept for it in html[data-begin], and
// one while the next document is on its way goes along with it, in the address.

import { at } from './home.js';
import { isLeaving, takeAlong } from './leave.js';
import { isReady, phase, whenRead } from './page.js';

const root = document.documentElement;
const all = () => [...document.querySelectorAll('button[data-begin]')];

export function keepBegin() {
  addEventListener('click', ({ target }) => {
    const button = target.closest?.('button[data-begin]');
    if (!button || phase() !== 'attract') return;
    keep(button);
    if (isLeaving()) takeAlong(button.dataset.begin);
    else tell();
  });
  // For a touch in the moment between the app's look at the attribute and its being ready.
  new MutationObserver(tell).observe(root, { attributeFilter: ['data-app'] });
  whenRead(takeUp);
}

function keep(button) {
  for (const other of all()) other.ariaBusy = null;
  button.ariaBusy = 'true';
  root.dataset.begin = button.dataset.begin;
}

function tell() {
  const language = root.dataset.begin;
  if (!language || !isReady() || isLeaving() || phase() !== 'attract') return;
  dispatchEvent(new CustomEvent('kiosk:begin', { detail: language }));
}

/** Takes up the touch that came with the address. */
function takeUp() {
  const language = new URLSearchParams(location.search).get('begin');
  if (language === null) return;
  history.replaceState(null, '', at('/'));
  const button = all().find(({ dataset }) => dataset.begin === language);
  if (button) keep(button);
}
