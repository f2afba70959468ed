// A server for the guard alone: a page of a few lines, and answers as a test wants them.

import { build, buildSync } from 'esbuild';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const options = { bundle: true, minify: true, format: 'iife', target: 'es2022', write: false } as const;
const guard = build({ ...options, entryPoints: [resolve(root, 'guard/main.js')] })
  .then(({ outputFiles }) => outputFiles[0].contents);

/** A worker that makes a request whenever it can: what it does can be counted from outside. */
const PULSE = `setInterval(() => fetch('/pulse'), 50); postMessage('begun');`;

export class GuardServer {
  /** How the session is ended, and whether pages and heartbeats are answered. */
  session: 'ends' | 'hangs' | 'fails' = 'ends';
  alive: 'answers' | 'hangs' | 'fails' = 'answers';
  /** Whether the page itself comes; what is asked for is noted all the same. */
  page: 'answers' | 'hangs once' = 'answers';
  /** The build that the page is of, and the one that the heartbeat is answered with, if it is another. */
  build = '00000000000000aa';
  offered = '';
  /** What the page's own script is. */
  script = '';
  /** What was seen: sessions ended, pages asked for and the moment of the last, the worker's pulses. */
  askedToEnd = 0;
  ended = 0;
  pages: string[] = [];
  others: string[] = [];
  askedAt = 0;
  pulses = 0;
  restarts = -1;
  heartbeats: string[] = [];

  private readonly server = createServer((request, response) => { void this.answer(request, response); });

  async start() {
    await new Promise<void>((done) => { this.server.listen(0, '127.0.0.1', done); });
    return this;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => { this.server.close(done); });
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', this.url);
    const say = (status: number, kind: string, text: string | Uint8Array) => {
      response.writeHead(status, { 'content-type': kind, 'cache-control': 'no-store' }).end(text);
    };
    if (pathname === '/guard.js') return say(200, 'text/javascript', await guard);
    if (pathname === '/pulse.js') return say(200, 'text/javascript', PULSE);
    if (pathname === '/kiosk-worker.js') return say(200, 'text/javascript', this.serviceWorker());
    if (pathname === '/pulse') {
      this.pulses += 1;
      return say(200, 'text/plain', '');
    }
    if (pathname === '/api/v1/session') {
      this.askedToEnd += 1;
      if (this.session === 'hangs') return;
      this.ended += 1;
      return say(this.session === 'fails' ? 503 : 204, 'text/plain', '');
    }
    if (this.alive === 'hangs') return;
    if (this.alive === 'fails') return void request.socket.destroy();
    if (pathname === '/api/v1/display/heartbeat') {
      let body = '';
      for await (const chunk of request) body += chunk;
      this.heartbeats.push(body);
      this.restarts = JSON.parse(body).restarts;
      return say(200, 'application/json', JSON.stringify({ build: this.offered || this.build }));
    }
    if (pathname === '/api/v1/rulebook') return say(200, 'application/json', '{}');
    if (pathname !== '/') {
      this.others.push(pathname);
      return say(404, 'text/plain', 'nothing');
    }
    this.pages.push(search);
    this.askedAt = performance.now();
    if (this.page === 'hangs once') {
      this.page = 'answers';
      return;
    }
    return say(200, 'text/html; charset=utf-8', this.painted(searchParams.get('after')));
  }

  private serviceWorker() {
    const define = { BUILD: JSON.stringify(this.build), FILES: '["/guard.js"]' };
    return buildSync({ ...options, define, entryPoints: [resolve(root, 'guard/worker.js')] }).outputFiles[0].text;
  }

  private painted(after: string | null) {
    const receipt = after === 'done' ? `<p class="attract-receipt" role="status">${after}</p>` : '';
    return `<!doctype html><html lang="en" data-kiosk="attract"><head><script src="/guard.js"></script>
      <title>Citizen Score</title><meta name="build" content="${this.build}"><link rel="icon" href="data:,"></head>
      <body><div id="frame"><section id="attract">${receipt}
      <button type="button" data-begin="en">Begin</button><button type="button" data-begin="nl">Beginnen</button>
      <a href="/elsewhere">link</a></section></div><div id="app"></div>
      <script id="boot" type="application/json">{"config":{"kiosk":{"printing":true}}}</script>
      <script>${this.script}</script></body></html>`;
  }
}
