// Numbers that look random and are the same for the same seed, so that a run can be had again.

/** A generator after mulberry32: each call gives the next number from 0 up to 1. */
export function seeded(seed) {
  let state = (seed * 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws from a seeded generator. */
export function dice(seed) {
  const next = seeded(seed);
  return {
    chance: (likely) => next() < likely,
    from: (list) => list[Math.floor(next() * list.length)],
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
  };
}
