import { randomBytes } from 'node:crypto';
import { MINUTE_MS } from '@opentocc/core/time';
import type { PreparedFile } from '../../../base/attachments/index.ts';

/** How long, and how much of all visitors together. */
const HELD_MS = 60 * MINUTE_MS;
const MOST_BYTES = 96 * 2 ** 20;

interface Held {
  readonly file: PreparedFile;
  readonly browser: string;
  readonly until_ms: number;
}

/**
 * Files that came with a form that is shown again, since a browser cannot fill them in a second time. They are in memory:
 * nobody has been shown a receipt for them yet.
 */
export class HeldFiles {
  readonly #held = new Map<string, Held>();
  #bytes = 0;

  constructor(
    private readonly now: () => number,
    private readonly most_bytes = MOST_BYTES,
  ) {}

  /** @returns its name in the form */
  hold(file: PreparedFile, browser: string): string {
    const id = randomBytes(16).toString('base64url');
    this.#held.set(id, { file, browser, until_ms: this.now() + HELD_MS });
    this.#bytes += file.content.length;
    this.#forget();
    return id;
  }

  /** Those of this browser that are still there. */
  find(ids: readonly string[], browser: string): { readonly id: string; readonly file: PreparedFile }[] {
    this.#forget();
    return ids.flatMap((id) => {
      const held = this.#held.get(id);
      return held?.browser === browser ? [{ id, file: held.file }] : [];
    });
  }

  release(ids: readonly string[]): void {
    for (const id of ids) this.#drop(id);
  }

  #drop(id: string): void {
    this.#bytes -= this.#held.get(id)?.file.content.length ?? 0;
    this.#held.delete(id);
  }

  /** The oldest first, which is the order of the map. */
  #forget(): void {
    for (const [id, { until_ms }] of this.#held) {
      if (until_ms > this.now() && this.#bytes <= this.most_bytes) return;
      this.#drop(id);
    }
  }
}
