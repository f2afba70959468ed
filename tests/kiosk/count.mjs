// The argument and the closing lines that the three tests have in common.

import { parseArgs } from 'node:util';
import { say } from '../../scripts/say.mjs';

/** How many trials are wanted, and from which seed. */
export function wanted(usual) {
  const { values } = parseArgs({
    options: { trials: { type: 'string', default: String(usual) }, from: { type: 'string', default: '1' } },
  });
  return { trials: Number(values.trials), from: Number(values.from) };
}

/** Says how it went, in the way that scripts/steps.mjs reads, and sets the exit status. */
export function close(trials, failures) {
  for (const line of failures) say(line);
  const failed = Math.min(trials, failures.length);
  say(`${trials - failed} passed, ${failed} failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

/** The middle and the largest of some numbers, in words. */
export function spread(numbers, unit) {
  if (numbers.length === 0) return 'none';
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return `median ${at(0.5)} ${unit}, 95 % ${at(0.95)} ${unit}, longest ${sorted.at(-1)} ${unit}`;
}
