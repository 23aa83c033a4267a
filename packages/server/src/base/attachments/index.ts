import type { Db } from '../../kit/db.ts';
import type { ModuleDeclaration } from '../../kit/module.ts';
import { attachmentErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { createPreparer, type ImageCleaner } from './service.ts';
import { createAttachmentStore } from './store.ts';

export { migrations } from './migrations/index.ts';
export type { ImageCleaner, PreparedFile } from './service.ts';

export const declaration: ModuleDeclaration = { name: 'attachments', migrations, errors: attachmentErrors };

/** Largest file that can be attached, bytes. Assumed, 2026-11-27: a photograph of a telephone has up to 8 MB. */
const MOST_BYTES = 10 * 2 ** 20;

export interface AttachmentsDeps {
  readonly db: Db;
  readonly images: ImageCleaner;
}

/** Files that modules attach to what is theirs. */
export function createAttachments({ db, images }: AttachmentsDeps) {
  const store = createAttachmentStore(db);
  return { prepare: createPreparer(images, MOST_BYTES), ...store };
}

export type Attachments = ReturnType<typeof createAttachments>;
