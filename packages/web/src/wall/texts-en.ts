import type { zh } from './texts-zh.ts';

/** What screens say of the wall, in English; the compiler holds both together. */
export const en: typeof zh = {
  fleet: 'Vehicles online',
  fixes: 'Fixes/s',
  lost: 'Connection lost for {{age}}, reconnecting',
  stale: 'Traffic data is {{age}} late',
  sign_in:
    'The wall is not signed in. Sign in once in the console on this machine; the wall then resumes by itself.',
  open_console: 'Open the console',
  sources_ok: 'Sources ok',
};
