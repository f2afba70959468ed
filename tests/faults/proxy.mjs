// A way between browser and server on which requests get lost. Only what a resident sends is touched:
// writing calls, and the key of the drafts. Each takes the next fault that was planned, and none when
// all are used up.

import { Agent, createServer, request } from 'node:http';

/** What can happen to a request on its way. */
export const FAULTS = [
  'drop the request',
  'drop the answer',
  'cut the answer in half',
  'delay the request',
  'delay the answer',
  'duplicate, one after the other',
  'duplicate, at once',
  'refuse before the server',
  'refuse after the server',
  'kill the server before',
  'kill the server after',
];

const WRITES = new Set(['POST', 'PUT', 'DELETE']);
const TOUCHED = /^\/api\/v1\/me\//;

export class FaultyWay {
  /** @param {{ server: import('../../scripts/live-server.mjs').LiveServer }} options */
  constructor({ server }) {
    this.server = server;
    this.planned = [];
    this.met = {};
    this.agent = new Agent({ keepAlive: false });
  }

  async start() {
    this.listener = createServer((incoming, outgoing) => {
      this.carry(incoming, outgoing).catch(() => outgoing.destroy());
    });
    await new Promise((done) => this.listener.listen(0, '127.0.0.1', done));
    return this;
  }

  get url() {
    return `http://127.0.0.1:${this.listener.address().port}`;
  }

  /** Plans faults, each `{ kind, wait }`; `wait` in milliseconds. */
  plan(faults) {
    this.planned = [...faults];
  }

  async stop() {
    this.listener.closeAllConnections();
    await new Promise((done) => this.listener.close(done));
    await this.restarting;
  }

  async carry(incoming, outgoing) {
    const body = await whole(incoming);
    const touched = TOUCHED.test(incoming.url) && (WRITES.has(incoming.method) || incoming.url.endsWith('/drafts-key'));
    const fault = touched ? this.planned.shift() : undefined;
    if (!fault) {
      await this.pass(incoming, body, outgoing);
      return;
    }
    this.met[fault.kind] = (this.met[fault.kind] ?? 0) + 1;
    switch (fault.kind) {
      case 'drop the request':
        outgoing.destroy();
        return;
      case 'drop the answer':
        await this.ask(incoming, body);
        outgoing.destroy();
        return;
      case 'cut the answer in half': {
        const { status, headers, text } = await this.ask(incoming, body);
        outgoing.writeHead(status, headers);
        outgoing.write(text.subarray(0, Math.floor(text.length / 2)));
        setTimeout(() => outgoing.destroy(), 20);
        return;
      }
      case 'delay the request':
        await pause(fault.wait);
        await this.pass(incoming, body, outgoing);
        return;
      case 'delay the answer': {
        const answer = await this.ask(incoming, body);
        await pause(fault.wait);
        give(outgoing, answer);
        return;
      }
      case 'duplicate, one after the other': {
        await this.ask(incoming, body);
        give(outgoing, await this.ask(incoming, body));
        return;
      }
      case 'duplicate, at once': {
        const [, second] = await Promise.all([this.ask(incoming, body), this.ask(incoming, body)]);
        give(outgoing, second);
        return;
      }
      case 'refuse before the server':
        refuse(outgoing);
        return;
      case 'refuse after the server':
        await this.ask(incoming, body);
        refuse(outgoing);
        return;
      case 'kill the server before':
        await this.restart(fault.wait);
        outgoing.destroy();
        return;
      case 'kill the server after':
        await this.ask(incoming, body);
        outgoing.destroy();
        await this.restart(fault.wait);
        return;
      default:
        throw new Error(`there is no fault '${fault.kind}'`);
    }
  }

  /** Pulls the server's plug, and puts it in again after a while. */
  restart(wait) {
    this.restarting ??= (async () => {
      await this.server.kill();
      await pause(wait);
      await this.server.start();
      this.restarting = undefined;
    })();
    return this.restarting;
  }

  async pass(incoming, body, outgoing) {
    const asked = this.send(incoming, body);
    const answer = await asked;
    outgoing.writeHead(answer.statusCode, answer.headers);
    // A stream of events goes on for as long as both ends want it.
    answer.on('error', () => outgoing.destroy());
    outgoing.on('close', () => answer.destroy());
    answer.pipe(outgoing);
  }

  async ask(incoming, body) {
    const answer = await this.send(incoming, body);
    const text = await whole(answer);
    return { status: answer.statusCode, headers: answer.headers, text };
  }

  send(incoming, body) {
    return new Promise((done, fail) => {
      const to = new URL(this.server.url);
      const asked = request(
        {
          agent: this.agent,
          host: to.hostname,
          port: to.port,
          method: incoming.method,
          path: incoming.url,
          headers: { ...incoming.headers, connection: 'close' },
        },
        done,
      );
      asked.on('error', fail);
      asked.end(body);
    });
  }
}

function give(outgoing, { status, headers, text }) {
  outgoing.writeHead(status, headers);
  outgoing.end(text);
}

/** What a proxy of an operator says when the server behind it does not answer. */
function refuse(outgoing) {
  outgoing.writeHead(503, { 'content-type': 'text/plain' });
  outgoing.end('no server is there');
}

async function whole(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
