import { type Db, tables } from '../../kit/db.ts';
import type { PreparedFile } from './service.ts';

interface Tables {
  attachments_file: { hash: string; media: string; bytes: number; content: Uint8Array };
}

export interface StoredFile {
  readonly hash: string;
  readonly media: string;
  readonly bytes: number;
}

/** What is in attachments, each content once. */
export function createAttachmentStore(root: Db) {
  return {
    /** In the caller's transaction: it is stored with what refers to it, or not at all. */
    async add(tx: Db, { hash, media, content }: PreparedFile): Promise<void> {
      await tables<Tables>(tx)
        .insertInto('attachments_file')
        .values({ hash, media, bytes: content.length, content: Buffer.from(content) })
        .onConflict((on) => on.doNothing())
        .execute();
    },
    async describe(hashes: readonly string[]): Promise<ReadonlyMap<string, StoredFile>> {
      if (hashes.length === 0) return new Map();
      const rows = await tables<Tables>(root)
        .selectFrom('attachments_file')
        .select(['hash', 'media', 'bytes'])
        .where('hash', 'in', hashes)
        .execute();
      return new Map(rows.map((row) => [row.hash, row]));
    },
    read: (hash: string): Promise<Tables['attachments_file'] | undefined> =>
      tables<Tables>(root)
        .selectFrom('attachments_file')
        .selectAll()
        .where('hash', '=', hash)
        .executeTakeFirst(),
  };
}

export type AttachmentStore = ReturnType<typeof createAttachmentStore>;
