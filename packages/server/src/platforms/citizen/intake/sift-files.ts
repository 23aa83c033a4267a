import type { Bilingual } from '@opentocc/contract';
import type { Attachments } from '../../../base/attachments/index.ts';
import { AppError } from '../../../kit/errors.ts';
import type { TakenFile } from '../cases/index.ts';

export interface RefusedFile {
  readonly name: string;
  readonly reason: Bilingual;
}

export interface SiftedFiles {
  readonly good: readonly TakenFile[];
  readonly refused: readonly RefusedFile[];
}

/** Parts files that can be attached from those that cannot: a bad file must not cost the case that it came with. */
export async function siftFiles(
  prepare: Attachments['prepare'],
  files: readonly { readonly name: string; readonly content: Uint8Array }[],
): Promise<SiftedFiles> {
  const good: TakenFile[] = [];
  const refused: RefusedFile[] = [];
  for (const { name, content } of files) {
    try {
      await prepare(name, content);
      good.push({ name, content });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ name, reason: { zh: error.in('zh'), en: error.in('en') } });
    }
  }
  return { good, refused };
}

/** What the text of a case says of files that could not be taken, so that who handles it can ask for them. */
export function withRefused(text: string, refused: readonly RefusedFile[], most: number): string {
  if (refused.length === 0) return cut(text, most);
  const said = refused.map(({ name, reason }) => `附件“${name}”未收：${reason.zh}`).join('\n');
  const tail = `\n\n【系统】${said}`.slice(0, most / 2);
  return `${cut(text, most - tail.length)}${tail}`;
}

const CUT = '…\n【系统】原文过长，此处为前一部分，全文在来件处';

/** No longer than a case can hold, and said so. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - CUT.length)}${CUT}`;
}
