// How the measurements are summed up, printed and kept.

import { mkdirSync, writeFileSync } from 'node:fs';
import { say } from '../scripts/say.mjs';

/** The value below which the given share of the values lies (nearest rank). */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Prints a figure beside its goal; a goal that is missed is told, and is no failure. */
export function report(name, figure, goal, met) {
  const verdict = goal === undefined ? '' : `   goal ${goal}: ${met ? 'met' : 'MISSED'}`;
  say(`  ${name.padEnd(28)}${figure}${verdict}`);
}

/** Keeps the figures of a measurement in bench/results/NAME.json. */
export function keep(name, figures) {
  mkdirSync('bench/results', { recursive: true });
  const file = `bench/results/${name}.json`;
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...figures }, null, 2)}\n`);
  say(`  kept in ${file}`);
}
