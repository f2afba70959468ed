// Ledger lines to import, made from the shipped rulebook, so that they are what an authority sends.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

type Factor = {
  code: string;
  points: number | { min: number; max: number };
  authority: string;
  basis: string;
  cap: unknown;
  status: string;
};
const rulebook = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../rulebooks/suqian-demo.json'), 'utf8'));

/** An entry of today that is worth so many points and is under no yearly cap. */
export function entryWorth(points: number, resident: string, id: string) {
  const factor = (rulebook.factors as Factor[]).find((it) => {
    const { min, max } = typeof it.points === 'number' ? { min: it.points, max: it.points } : it.points;
    return it.status === 'in_force' && it.cap === null && min <= points && points <= max;
  });
  if (!factor) throw new Error(`the rulebook has no uncapped factor worth ${points}`);
  const now = new Date().toISOString();
  return {
    resident,
    id,
    factor: factor.code,
    points,
    occurred_on: now.slice(0, 10),
    recorded_at: now,
    authority: factor.authority,
    reference: `journey ${id}`,
    basis: factor.basis,
    rulebook_version: rulebook.version,
    counts_until: null,
  };
}
