// How the scripts speak: one line on standard output, or one on standard error and the end.

export function say(line) {
  process.stdout.write(`${line}\n`);
}

export function stop(line) {
  process.stderr.write(`stopped: ${line}\n`);
  process.exit(1);
}
