/** What of an address leads to a page. */
interface Place {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/**
 * Where an address from before 2026-11, with its page behind `#`, leads now: bookmarks and links in letters still open.
 * @param hash what stands behind `#`
 * @returns null for any other address; never one that leaves the platform
 */
export function forwardOf(hash: string): string | null {
  if (!/^\/(?![/\\])/.test(hash)) return null;
  const [path, search = ''] = hash.split('?', 2);
  const chosen = Object.entries(searchOf(search)).map(([name, value]) => [name, unquoted(value)]);
  return path + textOf(Object.fromEntries(chosen));
}

/** Old addresses put texts that look like numbers in quotation marks. */
const unquoted = (value: string): string => value.replace(/^"(.*)"$/, '$1');

/** Every value that a page chooses in its address is a text, written as people write it. */
export const searchOf = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

/** The way back from {@link searchOf}, with `?`; empty where nothing is chosen. */
export function textOf(search: Readonly<Record<string, unknown>>): string {
  const chosen = Object.entries(search).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(chosen.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

const WANTED = 'tocc.wanted';

/** Remembers the page that is open, before an outside provider signs the person in and sends them to the first one. */
export function rememberPlace({ pathname, search, hash }: Place, storage: Storage): void {
  if (pathname + hash !== '/') storage.setItem(WANTED, pathname + search + hash);
}

/** The page that was wanted before signing in, once, for whoever was sent to the first one. */
export function takePlace({ pathname }: Pick<Place, 'pathname'>, storage: Storage): string | null {
  const wanted = storage.getItem(WANTED);
  storage.removeItem(WANTED);
  return pathname === '/' ? wanted : null;
}
