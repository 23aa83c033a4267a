import type { Signal, SignalEvidence, SignalKind, SignalPlace, SignalPoint } from '@opentocc/contract';

/** The detector and its version: raised whenever the same traffic would be judged otherwise. */
export const RULE = { name: 'usual-speed', version: '2.0' } as const;
export const HUB_RULE = { name: 'hub-roads', version: '1.0' } as const;
export const SILENCE_RULE = { name: 'silence', version: '1.0' } as const;
export type Rule = { readonly name: string; readonly version: string };

/** Links of a signal that are stored. */
export const MOST_LINKS = 200;

export type SignalPart = SignalEvidence['links'][number];

/** Something that is the case now, as a detector says it. */
export interface Present {
  /** The same while it lasts: of a slowdown its number, else its subject. */
  readonly key: string;
  readonly kind: SignalKind;
  readonly subject: string | null;
  readonly links: readonly number[];
  readonly place: SignalPlace;
  readonly began_ms: number;
  readonly confidence: number;
  readonly length_m: number | null;
  readonly rule: Rule;
  readonly parts: readonly SignalPart[];
}

/** A signal that has not ended, with what its detector calls it; null after a restart, until it is seen again. */
export interface OpenSignal {
  readonly signal: Signal;
  readonly key: string | null;
}

export interface SignalChange {
  readonly what: 'began' | 'changed' | 'ended';
  readonly signal: Signal;
}

/** What a look at everything does to the open signals. */
export interface Reconciled {
  readonly add: readonly Present[];
  readonly change: readonly { readonly open: OpenSignal; readonly to: Present; readonly tells: boolean }[];
  readonly end: readonly { readonly open: OpenSignal; readonly why: NonNullable<Signal['ended_why']> }[];
}

export interface Look {
  readonly present: readonly Present[];
  /** Keys that went up in another. */
  readonly merged: ReadonlySet<string>;
  /** What was open before a restart is waited for until then. */
  readonly patience: boolean;
  /** Whether roads were looked at; without it only what has a subject is judged. */
  readonly of: (signal: Signal) => boolean;
}

/** Compares what is the case with what is open: what is new, what has changed, what is over. */
export function reconcile(open: readonly OpenSignal[], look: Look): Reconciled {
  const left = new Set(open);
  const add: Present[] = [];
  const change: Reconciled['change'][number][] = [];
  for (const to of look.present) {
    const found = [...left].find((one) => isSame(one, to));
    if (!found) {
      add.push(to);
      continue;
    }
    left.delete(found);
    change.push({ open: found, to, tells: looksOtherwise(found.signal, to) });
  }
  const end = [...left]
    .filter(({ signal, key }) => look.of(signal) && !(key === null && look.patience))
    .map((one) => ({ open: one, why: whyEnded(one, look.merged) }));
  return { add, change, end };
}

function whyEnded({ key }: OpenSignal, merged: ReadonlySet<string>): NonNullable<Signal['ended_why']> {
  if (key === null) return 'not_seen_again';
  return merged.has(key) ? 'merged' : 'cleared';
}

/** The same by its key; after a restart by its subject, or because it lies on the same links. */
function isSame({ signal, key }: OpenSignal, to: Present): boolean {
  if (key !== null) return key === to.key;
  if (signal.subject !== null || to.subject !== null) return signal.subject === to.subject;
  return to.links.some((link) => signal.links.includes(link));
}

/** Shares and lengths by which a signal must differ before that is said, so that one that breathes does not chatter. */
const GREW = { share: 0.3, least_m: 200 } as const;

function looksOtherwise(signal: Signal, to: Present): boolean {
  const [before_m, now_m] = [signal.length_m ?? 0, to.length_m ?? 0];
  const by_m = Math.abs(now_m - before_m);
  return signal.kind !== to.kind || (by_m >= GREW.least_m && by_m >= GREW.share * before_m);
}

/** A point of a curve without anything known. */
export const emptyPoint = (at_ms: number): SignalPoint => ({
  ...{ at_ms, speed_kmh: null, samples: 0, usual_kmh: null, low_kmh: null, high_kmh: null },
});
