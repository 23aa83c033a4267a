import type { Attachments } from '../../../base/attachments/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { filingErrors } from './errors.ts';
import type { Author } from './model.ts';
import { type Firms, reaches } from './reach.ts';
import type { FilingStore } from './store.ts';

/** Of one entry. Assumed, 2026-11-28. */
const MOST_PHOTOS = 12;

export interface PhotosDeps {
  readonly store: FilingStore;
  readonly attachments: Pick<Attachments, 'prepare' | 'add' | 'read'>;
  readonly clock: Clock;
}

export interface GivenPhoto {
  readonly file: string;
  readonly content: Uint8Array;
  readonly note: string;
}

/** Photographs of entries: cleaned of what is not picture, then stored with their event in one transaction. */
export function createPhotos({ store, attachments }: PhotosDeps) {
  return {
    async attach(by: Author, firms: Firms, id: string, { file, content, note }: GivenPhoto): Promise<void> {
      const prepared = await attachments.prepare(file, content);
      const { hash, name, media } = prepared;
      if (!media.startsWith('image/')) throw filingErrors.photo_kind();
      await store.transaction(async (tx) => {
        const queries = store.of(tx);
        const row = await queries.hold(id);
        if (!row || !reaches(firms, row)) throw filingErrors.unknown({ id });
        const known = await queries.photosOf(id);
        if (known.some((one) => one.hash === hash)) return;
        if (known.length >= MOST_PHOTOS) throw filingErrors.too_many_photos({ most: MOST_PHOTOS });
        await attachments.add(tx, prepared);
        const { at_ms, actor } = by;
        await queries.addPhoto({ entry: id, hash, name, media, note, at_ms, actor });
        const event = { entry: id, version: row.version, ...by, act: 'photo' as const };
        await queries.addEvents([{ ...event, reason: note || name, content: null }]);
      });
    },
    async read(id: string, photo: number) {
      const found = await store.findPhoto(photo);
      const stored = found?.entry === id ? await attachments.read(found.hash) : undefined;
      if (!found || !stored) throw filingErrors.unknown_photo();
      return { name: found.name, media: stored.media, content: stored.content };
    },
  };
}

export type Photos = ReturnType<typeof createPhotos>;
