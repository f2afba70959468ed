// Pages: the server first, since it paints the score into them. Its answer is never kept: it carries
// what is personal. What is kept is the page as built, which asks for everything itself.

import { file } from './build.js';
import { inTime, isAway } from './server.js';

/* global BUILD, FILES, SHELL */

const ANSWER_MS = 2000;

/** The name of a page's build stands in its head, before the style; no further is read than this. */
const FAR_ENOUGH = 8192;

/** The answer to the loading of a page. */
export async function page(event) {
  const asked = fromServer(event);
  // Whatever becomes of it, the browser wants it waited for.
  event.waitUntil(asked.catch(() => undefined));
  const answer = isAway() ? undefined : await inTime(asked, ANSWER_MS);
  if (answer && answer.status < 500 && !await isOfOtherBuild(answer)) return answer;
  return shell(event, answer ?? asked);
}

async function fromServer(event) {
  return await event.preloadResponse ?? fetch(event.request);
}

/** The page of this build. Without it, what the server said, for better or worse. */
async function shell(event, otherwise) {
  const kept = await file(event, SHELL, FILES[SHELL]).catch(() => undefined);
  return kept?.ok ? kept : otherwise;
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
