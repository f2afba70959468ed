// Cases, as the journeys ask for them and as the office answers.

import { Buffer } from 'node:buffer';
import { expect, type Page } from '@playwright/test';
import type { LiveServer } from '../../scripts/live-server.mjs';

/** A key stroke is on the device sooner than this after the one before. */
const QUIET_MS = 500;

/** The office's side: what `citizen-score cases` does, in the name of an office. */
export function office(server: LiveServer, ...args: string[]) {
  return server.command('cases', ...args, '--operator', 'office', ...server.database());
}

/** The number on the receipt that is on screen. */
export async function numberOf(page: Page): Promise<string> {
  const number = page.locator('.receipt-number');
  await expect(number).toHaveText(/^\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  return number.innerText();
}

/** The cases that the server has of whoever is signed in. */
export async function casesOf(page: Page): Promise<{ id: string; words: string; evidence: { name: string }[] }[]> {
  // As the page itself asks: in the demo without a server nobody else is heard.
  const answer = await page.evaluate(async () => {
    const got = await fetch('/api/v1/me/cases');
    return { ok: got.ok, cases: got.ok ? (await got.json()).cases : [] };
  });
  expect(answer.ok).toBe(true);
  return answer.cases.map((it: { evidence?: unknown[] }) => ({ evidence: [], ...it }));
}

/** Does something, and waits until what it changed is on the device: every writing is sealed anew. */
export async function kept(page: Page, act: () => Promise<void>) {
  const before = await stored(page);
  await act();
  await expect.poll(() => stored(page), 'what was typed is on the device').not.toEqual(before);
}

/** Waits until all that was typed is on the device: something is there, and it changes no more. */
export async function allKept(page: Page) {
  await expect.poll(async () => {
    const before = await stored(page);
    await new Promise((later) => setTimeout(later, QUIET_MS));
    return /\d/.test(before) && before === await stored(page);
  }, 'what was typed is on the device').toBe(true);
}

/** Everything that the browser stores for the page, as numbers. */
async function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) => new Promise<T>((good, bad) => {
      request.onsuccess = () => good(request.result);
      request.onerror = () => bad(request.error);
    });
    const all: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name as string));
      for (const store of database.objectStoreNames) {
        const rows = await done(database.transaction(store).objectStore(store).getAll());
        all.push(JSON.stringify(rows, (_, value) =>
          value instanceof ArrayBuffer ? [...new Uint8Array(value)] : ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : value));
      }
      database.close();
    }
    return all.join();
  });
}

export const next = (page: Page) => page.getByRole('button', { name: 'Continue', exact: true });
export const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true });
export const question = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
export const summary = (page: Page) => page.getByRole('region', { name: 'Something needs to be put right' });

/** A small PDF. */
export const bill = {
  name: 'bill.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n'),
};

/** A PNG of one pixel with a text beside it, which is taken out before it is kept. */
export const photo = {
  name: 'photo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(withText()),
};

function withText(): Uint8Array {
  const plain = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const text = chunk('tEXt', Buffer.from('Comment\0taken at home'));
  return Buffer.concat([plain.subarray(0, 33), text, plain.subarray(33)]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
