// The steps of the test suite in their order: cheap ones first, so that a slip is told early.
//
// Each has a group, a command, the steps without which it cannot run (`needs`), and the way its
// passed and failed tests are counted; some say at the end `why` they failed, and some are left out
// `unless` the machine has what they need.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const native = ['-p', 'citizen-score-rules', '-p', 'citizen-score-contract', '-p', 'citizen-score-record', '-p', 'citizen-score-device', '-p', 'citizen-score-evidence', '-p', 'citizen-score-office', '-p', 'citizen-score-demo', '-p', 'citizen-score', '-p', 'citizen-score-bundle'];
// Its tests need Chromium, so they run with the browser's.
const display = ['-p', 'citizen-score-display'];
/** What is tested is the server with all its features; what is given away has the usual ones. */
const traces = ['--features', 'citizen-score/traces'];
const wasm = ['--target', 'wasm32-unknown-unknown'];
const client = ['-p', 'citizen-score-app', ...wasm];
const journeys = 'test-results/journeys.json';
const demoJourneys = 'test-results/demo-journeys.json';
/** Where the tests of the server leave which calls they made; scripts/check-calls.mjs reads it. */
const madeCalls = join(process.env.CARGO_TARGET_DIR ?? 'target', 'tmp', 'calls');

/** A check is one test. */
const asOne = (_output, status) => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 });

export const steps = [
  { group: 'lint', name: 'house rules', command: ['node', 'scripts/check-house.mjs'], count: asOne },
  { group: 'lint', name: 'formatting', command: ['cargo', 'fmt', '--all', '--check', '--', '-l'], count: asOne },
  {
    group: 'lint',
    name: 'style sheets',
    command: ['stylelint', '--config', 'scripts/lint/stylelint.json', '--max-warnings', '0', 'style/**/*.css'],
    count: asOne,
  },
  {
    group: 'lint',
    name: 'page shell',
    command: ['html-validate', '--config', 'scripts/lint/html-validate.json', '--max-warnings', '0', 'index.html'],
    count: asOne,
  },
  { group: 'lint', name: 'systemd units', command: ['scripts/check-units'], count: asOne },
  { group: 'lint', name: 'container files', command: ['scripts/check-containers'], count: asOne },
  { group: 'lint', name: 'crates: licences, bans, sources', command: ['scripts/deny'], count: asOne },
  {
    group: 'lint',
    name: 'clippy, native',
    command: ['cargo', 'clippy', '--locked', ...native, ...display, ...traces, '--all-targets', '--', '-D', 'warnings'],
    count: asOne,
  },
  {
    group: 'lint',
    name: 'clippy, server without traces',
    command: ['cargo', 'clippy', '--locked', '-p', 'citizen-score', '--all-targets', '--', '-D', 'warnings'],
    count: asOne,
  },
  {
    group: 'lint',
    name: 'rustdoc, native',
    command: ['cargo', 'doc', '--locked', '--no-deps', ...native, ...display, ...traces],
    environment: { RUSTDOCFLAGS: '-D warnings' },
    count: asOne,
  },
  {
    group: 'lint',
    name: 'clippy, client',
    command: ['cargo', 'clippy', '--locked', ...client, '-p', 'citizen-score-worker', '-p', 'citizen-score-demo-worker', '--all-targets', '--', '-D', 'warnings'],
    count: asOne,
  },
  {
    group: 'lint',
    name: 'rustdoc, client',
    command: ['cargo', 'doc', '--locked', '--no-deps', '--lib', ...client],
    environment: { RUSTDOCFLAGS: '-D warnings' },
    count: asOne,
  },
  {
    group: 'unit',
    name: 'rules, contract and server',
    command: ['cargo', 'test', '--locked', '--no-fail-fast', ...native, ...traces],
    before: () => rmSync(madeCalls, { recursive: true, force: true }),
    count: countRust,
  },
  {
    group: 'unit',
    name: 'every call of the API was made by a test',
    command: ['node', 'scripts/check-calls.mjs'],
    needs: ['rules, contract and server'],
    count: asOne,
  },
  {
    group: 'unit',
    name: 'server over PostgreSQL',
    command: ['scripts/test-postgres'],
    unless: withoutPostgres,
    count: countRust,
  },
  {
    group: 'browser',
    name: 'components in Chromium',
    command: ['cargo', 'test', '--locked', '--no-fail-fast', ...client, '--lib', '--bins', '--tests'],
    environment: {
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: 'wasm-bindgen-test-runner',
      WASM_BINDGEN_USE_BROWSER: '1',
      WASM_BINDGEN_TEST_TIMEOUT: '120',
      // Without what debuggers and the splitter go by, a test program is a tenth as large, and the
      // runner has each ready in 2 s in place of 22.
      CARGO_PROFILE_DEV_DEBUG: '0',
      RUSTFLAGS: '--cfg erase_components',
    },
    count: countRust,
  },
  {
    group: 'browser',
    name: "a display's supervisor and Chromium",
    command: ['cargo', 'test', '--locked', '--no-fail-fast', ...display],
    count: countRust,
  },
  { group: 'app', name: 'client build', command: ['scripts/build-app'], count: asOne },
  {
    group: 'app',
    name: 'size of the first visit',
    command: ['node', 'scripts/check-size.mjs'],
    needs: ['client build'],
    count: asOne,
  },
  { group: 'app', name: 'server build', command: ['scripts/build-server'], count: asOne },
  {
    group: 'app',
    name: 'the API against its document, 10 examples a call',
    command: ['scripts/schemathesis', '--examples', '10'],
    needs: ['client build', 'server build'],
    unless: () => spawnSync('python3', ['-c', 'import ensurepip, venv']).status !== 0
      && 'Python is not installed, or not its module venv; scripts/setup-python does it, as root',
    count: countRuns,
    why: lastLines,
  },
  {
    group: 'app',
    name: 'benchmarks compile',
    command: ['cargo', 'bench', '--locked', '--no-run', '-p', 'citizen-score-rules'],
    environment: { RUSTFLAGS: process.env.PROGRAM_FLAGS ?? '' },
    count: asOne,
  },
  journeysOf('journeys', 'scripts/e2e', journeys),
  journeysOf('journeys in the demo without a server', 'scripts/demo-journeys', demoJourneys),
  {
    group: 'e2e',
    name: 'faults on the way, 20 runs',
    command: ['scripts/faults', '--runs', '20'],
    needs: ['client build', 'server build'],
    count: countRuns,
    why: lastLines,
  },
  {
    group: 'e2e',
    name: 'kill -9 in the midst of work, 10 runs',
    command: ['scripts/kill', '--runs', '10'],
    needs: ['client build', 'server build'],
    count: countRuns,
    why: lastLines,
  },
  {
    group: 'e2e',
    name: 'PostgreSQL restarted below the server, 2 restarts',
    command: ['scripts/restart-postgres'],
    needs: ['client build', 'server build'],
    unless: withoutPostgres,
    count: countRuns,
    why: lastLines,
  },
  ...[['wipe', 10], ['watchdog', 12], ['soak', 60]].map(([test, trials]) => ({
    group: 'e2e',
    name: `a display in an office: ${test}, ${trials} trials`,
    command: ['scripts/kiosk', test, '--trials', String(trials)],
    needs: ['client build', 'server build'],
    count: countRuns,
    why: lastLines,
  })),
  {
    group: 'dist',
    name: 'what is given away',
    command: ['scripts/check-dist'],
    needs: ['client build', 'server build'],
    count: countRuns,
    why: lastLines,
  },
];

/** Why what needs PostgreSQL cannot run, if so. */
function withoutPostgres() {
  return spawnSync('pg_virtualenv', ['-h']).error
    && 'PostgreSQL is not installed; scripts/setup-postgres does it, as root';
}

/** A step that runs journeys; what came of them is in a file. */
function journeysOf(name, script, report) {
  return {
    group: 'e2e',
    name,
    command: [script],
    needs: ['client build', 'server build'],
    environment: { JOURNEYS_REPORT: report },
    before: () => {
      mkdirSync('test-results', { recursive: true });
      rmSync(report, { force: true });
    },
    count: () => countJourneys(report),
    why: () => failedJourneys(report),
  };
}

/** Reads the closing line of tests/faults/run.mjs, of tests/kiosk/ and of scripts/release/check.mjs. */
function countRuns(output) {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [0, 0, 1];
  return { passed: Number(passed), failed: Number(failed) };
}

/** What those tests say last is which runs failed and how, for whoever sees only the end of the output. */
function lastLines(output) {
  return output.trimEnd().split('\n').slice(-25);
}

/** Sums the closing lines of `cargo test` and of `wasm-bindgen-test-runner`, which look the same. */
function countRust(output) {
  const plain = output.replace(/\u001b\[[\d;]*m/g, '');
  const lines = [...plain.matchAll(/^test result: .*?(\d+) passed; (\d+) failed/gm)];
  return {
    passed: lines.reduce((all, line) => all + Number(line[1]), 0),
    failed: lines.reduce((all, line) => all + Number(line[2]), 0),
  };
}

/** Reads Playwright's own report; a journey that only passed at a second try has failed. */
function countJourneys(report) {
  try {
    const { expected, unexpected, flaky } = JSON.parse(readFileSync(report, 'utf8')).stats;
    return { passed: expected, failed: unexpected + flaky };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Each failed journey with the beginning of its error, for whoever sees only the end of the output. */
function failedJourneys(report) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  try {
    const failed = specs(JSON.parse(readFileSync(report, 'utf8'))).filter((spec) => !spec.ok);
    return failed.flatMap((spec) => {
      const errors = spec.tests.flatMap((test) => test.results.flatMap((result) => result.errors));
      const texts = errors.map((error) => error.message.replace(/\u001b\[[\d;]*m/g, '').split('\n').slice(0, 12).join('\n'));
      return [`${spec.file}:${spec.line} ${spec.title}`, ...texts];
    });
  } catch (error) {
    return [`the report cannot be read: ${error.message}`];
  }
}
