// An identity provider, as small as one can be: a page that asks who it is, a code, a signed token, and the word
// that a session is over. It is a server of its own, as a city's is.

import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { freePort } from '../../scripts/live-server.mjs';

const CLIENT = 'citizen-score-journeys';
const KEY_NAME = 'journeys';
const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';

type Asked = { challenge: string; nonce: string; back: string };

export class Provider {
  /** Whom it takes the browser for. */
  who = 'desk';
  /** Answers everything with an error. */
  away = false;
  port = 0;
  private readonly codes = new Map<string, Asked>();
  private readonly secret: KeyObject;
  private readonly published: object;
  private readonly server: Server;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.secret = privateKey;
    this.published = { ...publicKey.export({ format: 'jwk' }), kid: KEY_NAME, use: 'sig', alg: 'ES256' };
    this.server = createServer((request, response) => void this.answer(request, response));
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

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The arguments of `serve` for a server that residents reach at this address. */
  arguments(publicUrl: string) {
    return ['--oidc-issuer', this.url, '--oidc-client-id', CLIENT, '--oidc-name', 'Made-up ID', '--public-url', publicUrl];
  }

  /** Says to a server that all sessions of somebody are over. */
  async signsOut(serverUrl: string, sub: string) {
    const events = { [LOGOUT]: {} };
    const token = this.token({ sub, jti: randomUUID(), events }, 'logout+jwt');
    return fetch(`${serverUrl}/sign-in/oidc/logout`, { method: 'POST', body: new URLSearchParams({ logout_token: token }) });
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const say = (status: number, body: string, type: string) => response.writeHead(status, { 'content-type': type }).end(body);
    const json = (it: unknown, status = 200) => say(status, JSON.stringify(it), 'application/json');
    if (this.away) return json({ error: 'server_error' }, 503);
    if (pathname === '/.well-known/openid-configuration') return json(this.description());
    if (pathname === '/keys') return json({ keys: [this.published] });
    if (pathname === '/authorize') return say(200, this.page(searchParams), 'text/html; charset=utf-8');
    if (pathname === '/favicon.ico') return say(204, '', 'image/x-icon');
    if (pathname !== '/token') return json({ error: 'invalid_request' }, 404);
    const sent = new URLSearchParams((await request.toArray()).join(''));
    const asked = this.codes.get(sent.get('code') ?? '');
    this.codes.delete(sent.get('code') ?? '');
    const verifier = createHash('sha256').update(sent.get('code_verifier') ?? '').digest('base64url');
    if (!asked || asked.challenge !== verifier || asked.back !== sent.get('redirect_uri')) return json({ error: 'invalid_grant' }, 400);
    return json({ access_token: randomUUID(), token_type: 'Bearer', id_token: this.token({ sub: this.who, nonce: asked.nonce }, 'JWT') });
  }

  /** Where a person says who they are. */
  private page(asked: URLSearchParams) {
    const of = (name: string) => asked.get(name) ?? '';
    if (of('client_id') !== CLIENT || of('code_challenge_method') !== 'S256') return '<h1>Wrong request</h1>';
    const code = randomUUID();
    this.codes.set(code, { challenge: of('code_challenge'), nonce: of('nonce'), back: of('redirect_uri') });
    const back = new URL(of('redirect_uri'));
    back.search = new URLSearchParams({ code, state: of('state') }).toString();
    return `<!doctype html><html lang="en"><title>Made-up ID</title><h1>Made-up ID</h1><a href="${back.href.replaceAll('&', '&amp;')}">Go on</a></html>`;
  }

  private description() {
    const at = (path: string) => `${this.url}/${path}`;
    return {
      issuer: this.url,
      authorization_endpoint: at('authorize'),
      token_endpoint: at('token'),
      jwks_uri: at('keys'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
    };
  }

  private token(claims: object, typ: string) {
    const now = Math.floor(Date.now() / 1_000);
    const encode = (it: object) => Buffer.from(JSON.stringify(it)).toString('base64url');
    const all = { iss: this.url, aud: CLIENT, iat: now, exp: now + 120, ...claims };
    const signed = `${encode({ alg: 'ES256', kid: KEY_NAME, typ })}.${encode(all)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: this.secret, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  }
}
