// Runs something that may fail, and goes on: no failure of one part of the guard may stop another.

/** What `work` returns, or nothing if it throws. */
export function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Settles as `promise` does, or with nothing after so many milliseconds, or if it fails. Never rejects. */
export function within(milliseconds, promise) {
  const late = new Promise((settle) => {
    setTimeout(settle, milliseconds);
  });
  return Promise.race([promise, late]).catch(() => undefined);
}
