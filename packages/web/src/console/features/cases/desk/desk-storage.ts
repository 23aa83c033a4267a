import type { Draft } from './draft.ts';
import type { Sending } from './outbox.ts';

/** What of a browser's storage is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Drafts and what is not sent yet, of one account, in this browser: they survive a closed window and a lost network. Each is an
 * item of its own, so that two windows do not overwrite each other's.
 */
export function createDeskStorage(shelf: Shelf, account: string) {
  const place = (kind: 'draft' | 'sending', key = '') => `tocc.case-${kind}.${account}.${key}`;
  const all = <T>(kind: 'draft' | 'sending'): T[] =>
    Array.from({ length: shelf.length }, (_, i) => shelf.key(i) ?? '')
      .filter((name) => name.startsWith(place(kind)))
      .flatMap((name) => readable<T>(shelf.getItem(name)));
  return {
    drafts: (): Draft[] => all<Draft>('draft').sort((a, b) => b.begun_ms - a.begun_ms),
    sendings: (): Sending[] => all<Sending>('sending').sort((a, b) => a.at_ms - b.at_ms),
    /** @throws DOMException where the browser has no room left */
    saveDraft: (draft: Draft) => shelf.setItem(place('draft', draft.key), JSON.stringify(draft)),
    dropDraft: (key: string) => shelf.removeItem(place('draft', key)),
    saveSending: (one: Sending) => shelf.setItem(place('sending', one.body.key), JSON.stringify(one)),
    dropSending: (key: string) => shelf.removeItem(place('sending', key)),
  };
}
export type DeskStorage = ReturnType<typeof createDeskStorage>;

/** What another build of the console wrote may not be readable; it stays where it is. */
function readable<T>(text: string | null): T[] {
  try {
    return text === null ? [] : [JSON.parse(text) as T];
  } catch {
    return [];
  }
}
