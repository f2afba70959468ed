// Pages: the server first, since it paints the score into them. Its answer is never kept: it carries
// what is personal. What is kept is the page as built, which asks for everything itself.

import { file } from './build.js';
import { inTime, isAway } from './server.js';

/* global BUILD, FILES, SHELL */

const ANSWER_MS = 2000;

/** The name of a page's build stands in its head, before the style; no further is read than this. */
const FAR_ENOUGH = 8192;

/** The answer to the loading of a page. A request that takes too long is not waited for: the browser then
 * drops it, and holds up no other of the same page. */
export async function page(event) {
  const answer = isAway() ? undefined : await inTime(fromServer(event), ANSWER_MS);
  if (answer && answer.status < 500 && !await isOfOtherBuild(answer)) return answer;
  const kept = await file(event, SHELL, FILES[SHELL]).catch(() => undefined);
  // An answer that nobody reads would keep the worker busy.
  if (kept && answer) answer.body?.cancel().catch(() => undefined);
  // Without the page of this build, what the server says, for better or worse.
  return kept ?? answer ?? fromServer(event);
}

async function fromServer(event) {
  return await event.preloadResponse ?? fetch(event.request);
}

/** Whether an answer is a page of the app as another build has it: its files are not those kept here. A
 * page of a display is none of this worker's business. */
async function isOfOtherBuild(answer) {
  if (!answer.ok || !answer.headers.get('content-type')?.startsWith('text/html')) return false;
  const text = await beginning(answer.clone());
  const build = /<meta name="?build"? content="?([\w-]+)/.exec(text)?.[1];
  return Boolean(build) && build !== BUILD && !/<html[^>]* data-kiosk/.test(text);
}

/** The text of an answer, as far as it tells its build. */
async function beginning(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    while (text.length < FAR_ENOUGH && !/<meta name="?build"?[^>]*>/.test(text)) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
    }
    reader.cancel().catch(() => undefined);
  } catch {
    // A page that breaks off in its first lines is shown as far as it came.
  }
  return text;
}
