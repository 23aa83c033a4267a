import type { Attachments } from '../../../base/attachments/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { knowledgeErrors } from './errors.ts';
import type { ArticleRow, KnowledgeStore } from './store.ts';
import { requireOwn } from './writing.ts';

/** Of one article. Assumed, 2026-11-28. */
const MOST_ATTACHMENTS = 20;

export interface GivenFile {
  readonly file: string;
  readonly content_base64: string;
  readonly note: string;
}

export interface AttachingDeps {
  readonly store: KnowledgeStore;
  readonly attachments: Attachments;
  readonly clock: Clock;
}

/** Files of articles: looked at and cleaned first, then stored with their line in one transaction. */
export function createAttaching({ store, attachments, clock }: AttachingDeps) {
  return {
    /** @returns its name as it is stored */
    async attach(acting: Acting, row: ArticleRow, given: GivenFile): Promise<string> {
      requireOwn(acting, row);
      const { id: article } = row;
      const prepared = await attachments.prepare(given.file, Buffer.from(given.content_base64, 'base64'));
      const { hash, name } = prepared;
      await store.transaction(async (tx) => {
        const queries = store.of(tx);
        await queries.hold(article);
        const known = await queries.listAttachments(article);
        // Sent once more after a lost answer.
        if (known.some((one) => one.hash === hash && one.name === name)) return;
        if (known.length >= MOST_ATTACHMENTS)
          throw knowledgeErrors.too_many_attachments({ most: MOST_ATTACHMENTS });
        await attachments.add(tx, prepared);
        const [author, at_ms] = [acting.session.account, clock.now()];
        await queries.addAttachment({ article, hash, name, author, at_ms, note: given.note });
      });
      return name;
    },
    async read(id: number, attachment: number) {
      const found = (await store.listAttachments(id)).find((one) => one.id === attachment);
      const stored = found && (await attachments.read(found.hash));
      if (!stored) throw knowledgeErrors.unknown_attachment();
      return { name: found.name, media: stored.media, content: stored.content };
    },
  };
}
