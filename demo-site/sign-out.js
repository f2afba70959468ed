// The word that the app leaves when somebody signs out (src/remember/word.rs): a server heeds it with the next
// request, whatever that is, and takes it away.

import { ask } from './link.js';

const NAME = 'cs_sign_out';

export async function heedSignOut() {
  if (!document.cookie.includes(`${NAME}=`)) return;
  document.cookie = `${NAME}=; Path=/; Max-Age=0`;
  await ask({ method: 'DELETE', path: '/api/v1/session', headers: [], body: null });
}
