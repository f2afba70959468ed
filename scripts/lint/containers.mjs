// Whether the image and the composition keep the promises that linters do not know of: no root, fixed versions,
// nothing written but where it is meant, no rights, and no password but the operator's.
//
//   node scripts/lint/containers.mjs

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { say, stop } from '../say.mjs';

const faults = [];
const must = (condition, fault) => condition || faults.push(fault);
/** A version with at least two numbers, such as debian:13.2-slim. */
const FIXED = /^[\w./-]+:\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$/;

const instructions = readFileSync('Dockerfile', 'utf8')
  .replace(/^\s*#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .map((line) => line.trim())
  .filter(Boolean)
  .map((line) => ({ name: line.split(/\s/, 1)[0], rest: line.replace(/^\S+\s+/, '') }));
const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const of = (name) => last.filter((it) => it.name === name).map(({ rest }) => rest);

for (const { rest } of instructions.filter(({ name }) => name === 'FROM')) {
  must(FIXED.test(rest.split(/\s/, 1)[0]), `Dockerfile: FROM ${rest} has no fixed version`);
}
must(!instructions.some(({ name }) => name === 'ADD'), 'Dockerfile: ADD fetches or unpacks; COPY does not');
must(of('RUN').length === 0, 'Dockerfile: the last stage runs something, and so has more in it than it needs');
must(/^[1-9]\d{3,}:[1-9]\d{3,}$/.test(of('USER').at(-1)), 'Dockerfile: the last USER must be two fixed numbers, not of root');
must(of('HEALTHCHECK').some((it) => it.includes('"citizen-score", "health"')), 'Dockerfile: no HEALTHCHECK by the program');
must(of('VOLUME').join() === '/data', 'Dockerfile: /data must be the only volume');
must(of('ENTRYPOINT').join().startsWith('['), 'Dockerfile: with a shell before it the program gets no signals');
const secret = /password|secret|token|key/i;
must(!instructions.some(({ name, rest }) => ['ENV', 'ARG'].includes(name) && secret.test(rest)), 'Dockerfile: a secret would stay in the image');

const { services, networks, volumes } = parse(readFileSync('compose.yaml', 'utf8'), { merge: true });
for (const [name, service] of Object.entries(services)) {
  const kept = (condition, fault) => must(condition, `compose.yaml: ${name}: ${fault}`);
  kept(service.read_only === true, 'its root must be read-only');
  kept(service.cap_drop?.join() === 'ALL' && !service.cap_add, 'it must have no capabilities');
  kept(service.security_opt?.includes('no-new-privileges:true'), 'it must not gain privileges');
  kept(!service.privileged && !service.network_mode && !service.pid, 'it must stay among its own');
  kept(/^[1-9]\d+:[1-9]\d+$/.test(service.user), 'its user must be two fixed numbers, not of root');
  kept(FIXED.test(service.image), 'its image has no fixed version');
  kept(service.healthcheck?.test, 'nobody looks whether it is well');
  kept(service.tmpfs?.some((it) => it.startsWith('/tmp')), 'it has no /tmp');
  kept((service.ports ?? []).every((it) => it.startsWith('127.0.0.1:')), 'it is open to the network without a proxy');
  const told = JSON.stringify(service.environment ?? {});
  kept(!/password|passwd|:\/\/[^@"]*:[^@"]*@/i.test(told), 'a password stands in it');
}
const plain = Object.entries(services).filter(([, { profiles }]) => !profiles);
must(plain.map(([name]) => name).join() === 'server', 'compose.yaml: without a profile there must be the server alone');
must(services.database.networks.join() === 'inside' && networks.inside.internal === true, 'compose.yaml: the database must have no way out');
must(!services.database.ports, 'compose.yaml: the database must be open to the server alone');
must(/^postgres:(1[5-9]|[2-9]\d)\./.test(services.database.image), 'compose.yaml: PostgreSQL must be 15 or newer');
must(Object.keys(volumes).join() === 'data,postgres', 'compose.yaml: records must be in volumes that have a name');
const { version } = /^\[workspace\.package\]\nversion = "(?<version>.+)"$/m.exec(readFileSync('Cargo.toml', 'utf8')).groups;
must(services.server.image === `citizen-score:${version}`, `compose.yaml: the image must be that of version ${version}`);

if (faults.length > 0) stop(`container files:\n  ${faults.join('\n  ')}`);
say('Dockerfile and compose.yaml keep what docs/operations.md says of them; nothing was built or started.');
