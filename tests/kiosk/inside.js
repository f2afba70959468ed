// Runs in the page before everything else, as the test's own eyes and hands: it can see the memory of
// the WebAssembly, and makes the app trap or hang in the middle of its work. The app knows nothing of it.

(() => {
  const memories = [];
  const plan = { kind: '', calls: 0 };
  let main;

  const strike = () => {
    if (!plan.kind || (plan.calls -= 1) > 0) return;
    const { kind } = plan;
    plan.kind = '';
    console.debug(`struck ${kind} ${Date.now()}`);
    if (kind === 'hang') for (;;);
    // An alignment of three is refused by Rust with an abort: a trap in the midst of its own code.
    main.exports.__wbindgen_malloc(1, 3);
  };

  const watched = (imports) => {
    for (const group of Object.values(imports ?? {})) {
      for (const [name, call] of Object.entries(group)) {
        if (typeof call !== 'function' || /^function .*\[native code\]/.test(Function.prototype.toString.call(call))) continue;
        try {
          group[name] = function (...values) {
            strike();
            return call.apply(this, values);
          };
        } catch {
          // Frozen: left as it is.
        }
      }
    }
    return imports;
  };
  const seen = (made) => {
    const instance = made.instance ?? made;
    for (const thing of Object.values(instance.exports)) {
      if (thing instanceof WebAssembly.Memory && !memories.includes(thing)) memories.push(thing);
    }
    if (instance.exports.__wbindgen_malloc) main ??= instance;
    return made;
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = (source, imports) => {
      const first = !main;
      return real.call(WebAssembly, source, first ? watched(imports) : imports).then(seen);
    };
  }
  Object.defineProperty(window, Symbol.for('test'), {
    value: {
      /** Has the app trap or hang at its so-many-th call from now on. */
      strikeAt: (kind, calls) => Object.assign(plan, { kind, calls }),
      pages: () => memories.reduce((all, memory) => all + memory.buffer.byteLength / 65_536, 0),
      /** The memory, in base64. */
      memory: () => memories.map((memory) => {
        const bytes = new Uint8Array(memory.buffer);
        let text = '';
        for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
        return btoa(text);
      }),
    },
  });
})();
