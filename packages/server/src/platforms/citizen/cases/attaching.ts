import type { Attachments } from '../../../base/attachments/index.ts';
import type { Changer } from './changes.ts';
import { casesErrors } from './errors.ts';
import type { Author } from './model.ts';
import type { Reach } from './reach.ts';
import type { CaseStore } from './store.ts';
import { descendantsOf, rootOf } from './telling.ts';

/** Of one case. Assumed, 2026-11-28. */
const MOST_ATTACHMENTS = 50;

export interface AttachingDeps {
  readonly store: CaseStore;
  readonly changer: Changer;
  readonly attachments: Pick<Attachments, 'prepare' | 'add' | 'read'>;
}

export interface GivenFile {
  readonly file: string;
  readonly content: Uint8Array;
  readonly note: string;
}

/** Files on cases: looked at and cleaned first, then stored with their line of the timeline in one transaction. */
export function createAttaching({ store, changer, attachments }: AttachingDeps) {
  return {
    /** To the case in which it is handled now. */
    async attach(id: number, reach: Reach, by: Author, { file, content, note }: GivenFile): Promise<void> {
      const prepared = await attachments.prepare(file, content);
      const { hash, name, media } = prepared;
      const root = await rootOf(store, id);
      await changer.change([{ id: root, version: null }], reach, by, async ([draft], queries, tx) => {
        const known = await queries.attachments.listOf([root]);
        if (known.some((one) => one.hash === hash && one.name === name)) return;
        if (known.length >= MOST_ATTACHMENTS)
          throw casesErrors.too_many_attachments({ most: MOST_ATTACHMENTS });
        await attachments.add(tx, prepared);
        const { actor: author, at_ms } = draft.by;
        const added = await queries.attachments.add({ case: root, hash, name, author, at_ms, note });
        draft.note({
          ...{
            kind: 'attachment',
            detail: { attachment: added.id, hash, media, bytes: prepared.content.length },
          },
          zh: `附件：${name}${note ? `（${note}）` : ''}`,
          en: `Attached: ${name}${note ? ` (${note})` : ''}`,
        });
      });
    },
    /** @param id the case by which it is asked for: its own, or the one that it was merged into */
    async read(id: number, attachment: number) {
      const found = await store.attachments.find(attachment);
      const own = found && (found.case === id || (await descendantsOf(store, id)).includes(found.case));
      if (!own) throw casesErrors.unknown_attachment();
      const stored = await attachments.read(found.hash);
      if (!stored) throw casesErrors.unknown_attachment();
      return { name: found.name, media: stored.media, content: stored.content };
    },
  };
}
