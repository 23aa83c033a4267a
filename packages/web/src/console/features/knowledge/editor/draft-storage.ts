import type { ContentFields } from './content.ts';

/** What was written and not saved yet, with the key by which it is sent once and the version that it began from. */
export interface UnsavedDraft {
  readonly key: string;
  readonly version: number | null;
  readonly fields: ContentFields;
}

/** What is written: an article by its number, a new one, or a new one for a gap. */
export type WorkName = number | 'new' | `gap-${number}`;

/** What of a browser's storage is used. */
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Unsaved writing of one account in this browser; it survives a closed window and a lost network. */
export function createDraftStorage(shelf: Shelf, account: string, work: WorkName) {
  const place = `tocc.knowledge-draft.${account}.${work}`;
  return {
    find(): UnsavedDraft | null {
      const text = shelf.getItem(place);
      try {
        return text === null ? null : (JSON.parse(text) as UnsavedDraft);
      } catch {
        // Written by another build: it cannot be shown, and the next draft takes its place.
        return null;
      }
    },
    /** @throws DOMException where the browser has no room left */
    save: (draft: UnsavedDraft) => shelf.setItem(place, JSON.stringify(draft)),
    drop: () => shelf.removeItem(place),
  };
}
export type DraftStorage = ReturnType<typeof createDraftStorage>;
