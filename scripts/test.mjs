// Runs the steps of the test suite one after the other, counts what passed and failed, and ends with
// 'N passed, N failed'. Called by scripts/test, which does the set-up.
//
//   node scripts/test.mjs [GROUP...]         all groups unless some are named

import { spawn } from 'node:child_process';
import { say, stop } from './say.mjs';
import { steps } from './steps.mjs';

const wanted = process.argv.slice(2);
const groups = [...new Set(steps.map((step) => step.group))];
const unknown = wanted.find((group) => !groups.includes(group));
if (unknown) stop(`there is no group '${unknown}'; there are ${groups.join(', ')}`);

const results = [];
const broken = new Set();
for (const step of steps.filter(({ group }) => wanted.length === 0 || wanted.includes(group))) {
  results.push(await run(step));
}

say('\n==> Summary');
for (const { name, seconds, passed, failed } of results) {
  const verdict = failed > 0 ? 'FAILED' : passed > 0 ? 'ok' : 'skipped';
  say(`  ${verdict.padEnd(7)}${`${seconds.toFixed(1)} s`.padStart(9)}  ${name}: ${passed} passed, ${failed} failed`);
}
for (const line of results.flatMap(({ why }) => why)) say(line);
const passed = results.reduce((all, result) => all + result.passed, 0);
const failed = results.reduce((all, result) => all + result.failed, 0);
// Set, not called: what is still being written to a pipe must not be cut off.
process.exitCode = failed > 0 ? 1 : 0;
say(`\n${passed} passed, ${failed} failed`);

async function run(step) {
  const missing = step.needs?.find((name) => broken.has(name));
  if (missing) {
    say(`\n==> ${step.name}: cannot run, since '${missing}' failed`);
    broken.add(step.name);
    return { name: step.name, seconds: 0, why: [], passed: 0, failed: 1 };
  }
  const absent = step.unless?.();
  if (absent) {
    // CI installs everything, so there nothing may be left out.
    const failed = process.env.NOTHING_SKIPPED ? 1 : 0;
    say(`\n==> ${step.name}: ${failed ? 'FAILED' : 'skipped'}, since ${absent}`);
    return { name: step.name, seconds: 0, why: [`${step.name}: ${absent}`], passed: 0, failed };
  }
  say(`\n==> ${step.name}`);
  step.before?.();
  const begin = performance.now();
  const { status, output } = await execute(step);
  const seconds = (performance.now() - begin) / 1000;
  const counted = step.count(output, status);
  // A runner that ends badly without naming a failed test, or ran no test, has failed all the same.
  const nothing = counted.passed + counted.failed === 0;
  if (counted.failed === 0 && (status !== 0 || nothing)) counted.failed = 1;
  if (counted.failed > 0) broken.add(step.name);
  const remark = nothing && status === 0 ? ' (it ran no test)' : '';
  say(`--- ${step.name}: ${counted.failed > 0 ? `FAILED${remark}` : 'ok'} in ${seconds.toFixed(1)} s`);
  const why = counted.failed > 0 ? (step.why?.(output) ?? []) : [];
  return { name: step.name, seconds, why, ...counted };
}

/** Runs a command, shows what it prints as it comes, and returns that too. */
function execute({ command: [program, ...args], environment }) {
  return new Promise((done) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const show = (to) => (chunk) => {
      output += chunk;
      to.write(chunk);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('error', (error) => {
      say(`${program} could not be started: ${error.message}`);
      done({ status: 1, output });
    });
    child.on('close', (status) => done({ status: status ?? 1, output }));
  });
}
