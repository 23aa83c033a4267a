import type { Attachments } from '../../../base/attachments/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Area } from '../../../kit/area.ts';
import type { Changer } from './changes.ts';
import { situationsErrors } from './errors.ts';
import type { SituationStore } from './store.ts';

/** Of one situation. Assumed, 2026-11-27. */
const MOST_ATTACHMENTS = 100;

export interface AttachingDeps {
  readonly store: SituationStore;
  readonly changer: Changer;
  readonly attachments: Attachments;
  /** @throws AppError when there is no such situation within the area */
  readonly require: (area: Area, id: number) => Promise<unknown>;
}

interface Given {
  readonly file: string;
  readonly content_base64: string;
  readonly note: string;
}

/** Files on situations: looked at and cleaned first, then stored with their line of the timeline in one transaction. */
export function createAttaching({ store, changer, attachments, require }: AttachingDeps) {
  return {
    async attach(
      acting: Acting,
      area: Area,
      id: number,
      { file, content_base64, note }: Given,
    ): Promise<void> {
      await require(area, id);
      const prepared = await attachments.prepare(file, Buffer.from(content_base64, 'base64'));
      const { hash, name, media, content } = prepared;
      await changer.change(
        [{ id, version: null }],
        area,
        changer.authorOf(acting),
        async ([draft], queries, tx) => {
          const known = await queries.attachments.listOf([id]);
          if (known.length >= MOST_ATTACHMENTS)
            throw situationsErrors.too_many_attachments({ most: MOST_ATTACHMENTS });
          await attachments.add(tx, prepared);
          const { actor: author, at_ms } = draft.by;
          const added = await queries.attachments.add({ situation: id, hash, name, author, at_ms, note });
          draft.note({
            ...{ kind: 'attachment', detail: { attachment: added.id, hash, media, bytes: content.length } },
            zh: `附件：${name}${note ? `（${note}）` : ''}`,
            en: `Attached: ${name}${note ? ` (${note})` : ''}`,
          });
        },
      );
    },
    /** @param id the situation by which it is asked for: its own, or the one that it was merged into */
    async read(area: Area, id: number, attachment: number) {
      await require(area, id);
      const found = await store.attachments.find(attachment);
      const own = found && (found.situation === id || (await store.mergedInto(id)).includes(found.situation));
      if (!own) throw situationsErrors.unknown_attachment();
      const stored = await attachments.read(found.hash);
      if (!stored) throw situationsErrors.unknown_attachment();
      return { name: found.name, media: stored.media, content: stored.content };
    },
  };
}
