// Whether the server answers, and how long it is waited for.

/** For how long a server that did not answer is taken to be away. */
const AWAY_MS = 5000;

let awaySince = -Infinity;

/** Whether the server has just failed to answer. Then what is kept is given without waiting again. */
export const isAway = () => performance.now() - awaySince < AWAY_MS;

/** An answer in time, or none. */
export async function inTime(asked, limit) {
  const late = new Promise((settle) => {
    setTimeout(settle, limit);
  });
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  awaySince = answer ? -Infinity : performance.now();
  return answer;
}
