// The demo without a server, for the journeys: the folder dist-demo/ behind a plain file server, below a path.
// DEMO_SITE in the environment chooses it in the place of the real server (tests/demo/playwright.config.ts).

import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { LiveServer } from '../../scripts/live-server.mjs';

const folder = resolve(import.meta.dirname, '../../dist-demo');
const PATH = '/some/where/demo';
const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8',
};

export const isDemo = Boolean(process.env.DEMO_SITE);

/** A file server that knows nothing but its files: no fallback page, no header but the kind. */
export class DemoSite {
  private readonly server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(`${PATH}/`) && normalize(decodeURIComponent(pathname.slice(PATH.length)));
    const file = inside && join(folder, inside.endsWith('/') ? `${inside}index.html` : inside);
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': kinds[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });

  async start() {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return this;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${PATH}/`;
  }
}

/** In the place of a real server: what only that can do is not there, and fails whoever asks for it. */
export const demoServer = async () => await new DemoSite().start() as unknown as LiveServer;

/** Goes to a page of the demo, as a resident or as nobody, and waits until the client has taken over. */
export async function openDemo(page: Page, url: string, path: string, as?: string) {
  const ready = () => expect(page.locator('html')).toHaveAttribute('data-app', 'ready', { timeout: 20_000 });
  if (as) {
    await page.goto(url);
    await ready();
    const status = await page.evaluate(async (resident) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/v1/session', { method: 'POST', headers, body: JSON.stringify({ resident }) })).status;
    }, as);
    expect(status, `sign-in as ${as}`).toBe(200);
  }
  const address = `${url}#${path}`;
  // To another fragment of the page that is open, a browser only goes within it.
  if (page.url().startsWith(url)) {
    await page.evaluate((there) => location.replace(there), address);
    await page.reload();
  } else {
    await page.goto(address);
  }
  await ready();
}

/** Every address that the pages of a context ask for outside the folder. */
export function strayRequests(context: BrowserContext, url: string): string[] {
  const stray: string[] = [];
  context.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(url)) stray.push(request.url());
  });
  return stray;
}
