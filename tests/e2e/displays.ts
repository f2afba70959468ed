// A shared display as the server sees it: a key in a cookie, and calls that no page makes here.

import type { LiveServer } from '../../scripts/live-server.mjs';

export type Pairing = { device_code: string; user_code: string; user_key: string };

export class Display {
  readonly name: string;
  private readonly server: LiveServer;
  private readonly cookies = new Map<string, string>();

  /** Sets it up, as the city does. */
  constructor(server: LiveServer, name: string) {
    this.server = server;
    this.name = name;
    const key = server.command('displays', 'add', name, ...server.database()).trim();
    this.cookies.set('cs_display', key);
  }

  /** Begins to wait for a phone. */
  async pair(): Promise<Pairing> {
    return (await this.call('POST', '/pairings', {})).json();
  }

  /** What its QR code says, without the origin. */
  address({ user_code, user_key }: Pairing): string {
    return `/pair?code=${user_code}&key=${user_key}`;
  }

  /** Asks for its session until there is an answer other than that nobody has answered. */
  async token({ device_code }: Pairing): Promise<Response> {
    for (;;) {
      const answer = await this.call('POST', '/pairings/token', { device_code });
      if (answer.ok) return answer;
      const { code } = await answer.clone().json();
      if (code !== 'authorization_pending') return answer;
    }
  }

  /** Whether the server tells it anything about a resident. */
  async seesARecord(): Promise<boolean> {
    return (await this.call('GET', '/me')).ok;
  }

  /** What "I am done" does. */
  async leave(): Promise<Response> {
    return this.call('DELETE', '/session');
  }

  async call(method: string, path: string, body?: object): Promise<Response> {
    const { url } = this.server;
    const headers: Record<string, string> = {
      origin: url,
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    };
    if (body) headers['content-type'] = 'application/json';
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=', 2);
      this.cookies.set(name!, value!);
    }
    return answer;
  }
}

/** Approves a pairing by the API, as another device of a resident would. */
export async function approve(server: LiveServer, session: string, { user_code, user_key }: Pairing): Promise<Response> {
  return fetch(`${server.url}/api/v1/pairings/${user_code}/approve?key=${user_key}`, {
    method: 'POST',
    headers: { origin: server.url, cookie: session },
  });
}
