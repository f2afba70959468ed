// A server some way off: what goes to it and comes back is on the way for a while, as over a network.
//
// On loopback everything a page names has arrived before the page is painted for the first time, so that
// nothing tells what the paint waited for.

import { connect, createServer } from 'node:net';
import { freePort } from '../scripts/live-server.mjs';

/** Puts `milliseconds` of way, there and back together, before the server at `url`. Returns its new address. */
export async function distant(url, milliseconds) {
  const { hostname, port } = new URL(url);
  const here = await freePort();
  const proxy = createServer((client) => {
    const server = connect({ host: hostname, port: Number(port) });
    carry(client, server, milliseconds / 2);
    carry(server, client, milliseconds / 2);
  });
  await new Promise((done) => proxy.listen(here, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${here}`, close: () => proxy.close() };
}

/** Hands on what comes, later and in its order. */
function carry(from, to, milliseconds) {
  from.on('data', (bytes) => setTimeout(() => to.writable && to.write(bytes), milliseconds));
  from.on('end', () => setTimeout(() => to.end(), milliseconds));
  for (const event of ['error', 'close']) from.on(event, () => setTimeout(() => to.destroy(), milliseconds));
}
