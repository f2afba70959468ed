// The open streams of events of a page: each hears what happened since it last heard something.

// The app takes a silence for a lost connection (src/record/follow.rs).
const BEAT_MS = 10_000;
const BEAT = { kind: 'heartbeat', data: '{}' };

export function startStreams() {
  const open = new Map();
  setInterval(() => { for (const number of open.keys()) say(number, [BEAT]); }, BEAT_MS);

  function say(number, words) {
    const { port } = open.get(number);
    for (const said of words) port.postMessage({ event: number, ...said });
  }

  function close(number) {
    open.get(number)?.stream?.free();
    open.delete(number);
  }

  return {
    any: () => open.size > 0,

    open(number, office, headers, port) {
      open.set(number, { stream: office.listen(headers, Date.now()), port });
    },

    close,

    tell(office) {
      for (const [number, { stream }] of [...open]) {
        const words = stream?.hear(office, Date.now()) ?? [];
        const over = !stream || words.some(({ kind }) => kind === 'signed_out');
        say(number, over ? [...words, { closed: true }] : words);
        if (over) close(number);
      }
    },
  };
}
