// Says that a newer version is ready.

import { notice } from './notice.js';

let shown = false;

/** Shows the offer, once. A press is heard by its `data-take`. */
export function offer() {
  if (shown) return;
  shown = true;
  notice((texts) => texts['update.ready'], ['take', 'update.take']);
}
