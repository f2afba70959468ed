// Keeps the app's addresses behind the hash sign: a host of plain files knows no other page than the file.
// The app reads them there (src/router.rs), and writes them as everywhere: `/history` becomes `#/history`.

/** The address as the page has it: `#/history?page=2#top`. */
export function behindHash(address) {
  const text = String(address);
  const hash = text.indexOf('#/');
  if (hash >= 0) return text.slice(hash);
  const url = new URL(text, location.origin);
  return `#${url.pathname}${url.search}${url.hash}`;
}

export function keepAddresses() {
  // What stands before the hash sign, such as `?lang=nl`, is the app's to read first.
  if (!location.hash.startsWith('#/')) history.replaceState(null, '', `${location.pathname}${location.search}#/`);
  for (const name of ['pushState', 'replaceState']) {
    const put = history[name].bind(history);
    history[name] = (state, title, address) => {
      if (address === undefined || address === null) return put(state, title);
      const next = new URL(location.pathname + behindHash(address), location.href).href;
      // A link to the page one is on is no step to go back over.
      return next === location.href ? undefined : put(state, title, next);
    };
  }
}
