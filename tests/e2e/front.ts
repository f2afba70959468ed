// Stands before a server and lets a journey break what goes through: an answer that is late, that fails,
// or that breaks off.

import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { freePort } from '../../scripts/live-server.mjs';

/** What becomes of a request: it goes through, it is never answered, it is answered with 503, or its
 * connection is cut. */
export type Fate = 'through' | 'hangs' | 'fails' | 'cut';

export class Front {
  /** What becomes of a path. */
  fate: (path: string) => Fate = () => 'through';
  /** The paths that were asked for. */
  asked: string[] = [];
  port = 0;
  private readonly server: Server;

  constructor(private readonly behind: { port?: number }) {
    this.server = createServer((request, response) => this.handle(request, response));
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async start() {
    this.port = await freePort();
    await new Promise<void>((done) => this.server.listen(this.port, '127.0.0.1', done));
    return this;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private handle(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? '';
    this.asked.push(path);
    const fate = this.fate(path);
    if (fate === 'hangs') return;
    if (fate === 'cut') return void request.socket.destroy();
    if (fate === 'fails') return void response.writeHead(503, { 'content-type': 'text/plain' }).end('busy');
    const { method, headers } = request;
    const passed = ask({ port: this.behind.port, host: '127.0.0.1', path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
    response.on('close', () => passed.destroy());
  }
}
