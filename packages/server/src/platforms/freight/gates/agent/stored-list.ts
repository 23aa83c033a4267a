import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SignedGateList } from '@opentocc/contract';
import { verifySm2 } from '../../../../kit/sm.ts';
import type { GateListText } from '../gate-list.ts';
import { replaceFile } from './journal.ts';

/**
 * The list by which a controller decides alone, on its disk, signed by the platform. The key of the first list is trusted
 * from then on: whoever changes the list on the disk, or stands in for the platform later, does not have it.
 */
export class StoredList {
  readonly #file: string;
  #signed: SignedGateList | null;
  #text: GateListText | null;

  constructor(
    folder: string,
    private readonly lock: string,
  ) {
    this.#file = join(folder, 'list.json');
    this.#signed = existsSync(this.#file) ? readSigned(this.#file) : null;
    this.#text = this.#signed && verified(this.#signed, lock);
  }

  /** 0 without one that is signed. */
  get version(): number {
    return this.#text?.version ?? 0;
  }

  /** Null without one that is signed and still holds. */
  at(now_ms: number): GateListText | null {
    return this.#text && now_ms < this.#text.until_ms ? this.#text : null;
  }

  /** @returns whether it was taken: signed by the key that is trusted, for this lock, and newer. */
  take(signed: SignedGateList): boolean {
    const text = verified(signed, this.lock);
    if (text === null || text.version <= this.version) return false;
    if (this.#signed && this.#signed.public_key !== signed.public_key) return false;
    replaceFile(this.#file, JSON.stringify(signed));
    this.#signed = signed;
    this.#text = text;
    return true;
  }
}

function readSigned(file: string): SignedGateList | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SignedGateList;
  } catch {
    return null; // a damaged file is as none: the platform sends its list again
  }
}

function verified({ list, signature, public_key }: SignedGateList, lock: string): GateListText | null {
  if (!verifySm2(Buffer.from(list), signature, public_key)) return null;
  const text = JSON.parse(list) as GateListText;
  // Of a list that an earlier platform signed, both are unknown.
  return text.lock === lock ? { ...text, spent: text.spent ?? [], exits: text.exits ?? [] } : null;
}
