import type { FrameHead } from './header.ts';

/** A message put together from its fragments. */
export interface Reassembled {
  readonly id: number;
  /** Serial of the first fragment; an answer to the message states it. */
  readonly serial: number;
  readonly body: Uint8Array;
}

/** Fragments of a message that have not come, to be asked for by 0x8003 (or 0x0005). */
export interface MissingFragments {
  readonly serial: number;
  /** Indices from 1. */
  readonly missing: number[];
}

export interface FragmentLimits {
  /** Messages being put together at once. */
  readonly messages: number;
  /** Bytes held at once. */
  readonly bytes: number;
  /** Silence after which the missing fragments of a message are asked for. */
  readonly ask_after_ms: number;
  /** Times that they are asked for before the message is given up. */
  readonly asks: number;
}

/** 16 messages are more than any terminal interleaves; 512 kB is a picture. */
export const DEFAULT_FRAGMENT_LIMITS: FragmentLimits = {
  messages: 16,
  bytes: 512 * 1024,
  ask_after_ms: 5_000,
  asks: 3,
};

interface Partial {
  readonly id: number;
  readonly serial: number;
  readonly parts: (Uint8Array | undefined)[];
  left: number;
  bytes: number;
  asks: number;
  last_ms: number;
}

/** Puts the fragments of one terminal together, in any order and with repeats; bounded in messages and bytes. */
export interface Reassembler {
  /** @returns the whole message when this was its last missing fragment; `refused` when a limit or the head forbids. */
  accept(head: FrameHead, body: Uint8Array, now_ms: number): Reassembled | 'waiting' | 'refused';
  /** Messages that wait too long, with what to ask for; those asked for often enough are dropped. */
  overdue(now_ms: number): MissingFragments[];
}

export function createReassembler(limits: FragmentLimits = DEFAULT_FRAGMENT_LIMITS): Reassembler {
  const partials = new Map<number, Partial>();
  let held_bytes = 0;

  function partialOf(head: FrameHead, now_ms: number): Partial | undefined {
    const serial = (head.serial - (head.index - 1)) & 0xffff;
    const key = head.id * 65536 + serial;
    const known = partials.get(key);
    if (known && known.parts.length === head.total) return known;
    if (known) drop(key, known);
    if (partials.size >= limits.messages) return undefined;
    const parts = new Array<Uint8Array | undefined>(head.total).fill(undefined);
    const made = { id: head.id, serial, parts, left: head.total, bytes: 0, asks: 0, last_ms: now_ms };
    partials.set(key, made);
    return made;
  }

  function drop(key: number, partial: Partial): void {
    held_bytes -= partial.bytes;
    partials.delete(key);
  }

  function add(partial: Partial, index: number, body: Uint8Array): boolean {
    if (partial.parts[index - 1]) return true;
    if (held_bytes + body.length > limits.bytes) return false;
    partial.parts[index - 1] = body.slice();
    partial.left--;
    partial.bytes += body.length;
    held_bytes += body.length;
    return true;
  }

  return {
    accept(head, body, now_ms) {
      // Fewer bytes than fragments cannot be held to the limit by their bodies alone.
      if (head.index < 1 || head.index > head.total || head.total > limits.bytes / 64) return 'refused';
      const partial = partialOf(head, now_ms);
      if (!partial || !add(partial, head.index, body)) return 'refused';
      partial.last_ms = now_ms;
      if (partial.left > 0) return 'waiting';
      drop(partial.id * 65536 + partial.serial, partial);
      return { id: partial.id, serial: partial.serial, body: joined(partial) };
    },
    overdue(now_ms) {
      const asked: MissingFragments[] = [];
      for (const [key, partial] of partials) {
        if (now_ms - partial.last_ms < limits.ask_after_ms) continue;
        if (partial.asks++ >= limits.asks) drop(key, partial);
        else asked.push({ serial: partial.serial, missing: missingOf(partial) });
        partial.last_ms = now_ms;
      }
      return asked;
    },
  };
}

/** At most 255, which is what the count of an edition before 2019 can say. */
function missingOf(partial: Partial): number[] {
  return partial.parts.flatMap((part, i) => (part ? [] : [i + 1])).slice(0, 255);
}

function joined(partial: Partial): Uint8Array {
  const body = new Uint8Array(partial.bytes);
  let at = 0;
  for (const part of partial.parts) {
    body.set(part!, at);
    at += part!.length;
  }
  return body;
}
