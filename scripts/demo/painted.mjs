// The page of a shared display as the server paints it: a real one is asked, and ended.

import { LiveServer } from '../live-server.mjs';

// Why a visit ended, as far as whoever stands there is told (crates/server/src/paint/attract.rs).
const ENDS = ['done', 'idle', 'limit', 'ended', 'connection', 'fault'];
const RECEIPT = /<div class="attract-receipt"[^]*?<\/div>/;

/** The page that a display of the demo begins with, and behind it what it says after a visit. */
export async function paintedForDisplay() {
  const server = await new LiveServer().start();
  try {
    const key = server.addDisplay('Demonstration display');
    const page = async (query) => {
      const answer = await fetch(server.url + query, { headers: { cookie: `cs_display=${key}` } });
      if (!answer.ok) throw new Error(`the server answered the display with ${answer.status}`);
      return answer.text();
    };
    const receipts = await Promise.all(ENDS.map(async (after) => {
      const [receipt] = RECEIPT.exec(await page(`/?after=${after}`)) ?? [];
      if (!receipt) throw new Error(`the server paints no receipt of a visit that ended by '${after}'`);
      return `<template data-after="${after}">${receipt}</template>`;
    }));
    return (await page('/')).replace('</body>', `${receipts.join('')}</body>`);
  } finally {
    await server.stop();
  }
}
