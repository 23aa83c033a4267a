import { createHash } from 'node:crypto';
import { attachmentErrors } from './errors.ts';
import { fits, KNOWN_ENDINGS, sniff } from './sniff.ts';

/** Removes from a picture what is not picture. @throws when it cannot be read as one */
export type ImageCleaner = (
  content: Uint8Array,
  media: string,
) => Promise<{ readonly content: Uint8Array; readonly width: number; readonly height: number }>;

/** A file that was looked at and cleaned, and can be stored. */
export interface PreparedFile {
  readonly name: string;
  readonly media: string;
  /** SHA-256 of the content, hex. */
  readonly hash: string;
  readonly content: Uint8Array;
}

const MOST_NAME = 100;

/** @param most_bytes largest file as it comes in */
export function createPreparer(clean: ImageCleaner, most_bytes: number) {
  return async (given: string, content: Uint8Array): Promise<PreparedFile> => {
    const name = nameOf(given);
    if (content.length === 0) throw attachmentErrors.empty({ name });
    if (content.length > most_bytes) throw attachmentErrors.too_large({ name, most: most_bytes / 2 ** 20 });
    const kind = sniff(content);
    if (!kind) throw attachmentErrors.unknown_type({ name, known: KNOWN_ENDINGS });
    if (!fits(name, kind)) throw attachmentErrors.lies({ name, media: kind.media });
    const cleaned = kind.media.startsWith('image/')
      ? await cleanedBy(clean, name, content, kind.media)
      : content;
    const hash = createHash('sha256').update(cleaned).digest('hex');
    return { name, media: kind.media, hash, content: cleaned };
  };
}

async function cleanedBy(clean: ImageCleaner, name: string, content: Uint8Array, media: string) {
  try {
    return (await clean(content, media)).content;
  } catch (error) {
    throw Object.assign(attachmentErrors.broken({ name }), { cause: error });
  }
}

/** A name without folders and without what no file system shows, cut to a length that screens can hold. */
function nameOf(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  const plain = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  const [, ending = ''] = /(\.\w{1,5})$/.exec(plain) ?? [];
  return plain.length <= MOST_NAME
    ? plain || 'file'
    : `${plain.slice(0, MOST_NAME - ending.length)}${ending}`;
}
