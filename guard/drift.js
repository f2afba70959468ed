// Moves the attract screen by a little each minute, so that nothing burns into the display.

import { phase } from './page.js';

const STEP_MS = 60_000;
const PLACES = 8;

export function drift() {
  const root = document.documentElement;
  let place = Math.floor(Math.random() * PLACES);
  root.dataset.drift = place;
  setInterval(() => {
    if (phase() !== 'attract') return;
    place = (place + 1) % PLACES;
    root.dataset.drift = place;
  }, STEP_MS);
}
