/** Where and when an electronic lock or seal was. */
export interface LockPlace {
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number;
  readonly course_deg: number;
}

/** What a lock or seal says is wrong, or was done. */
export type LockAlarm =
  | 'rope_cut'
  | 'opened'
  | 'opening_refused'
  | 'long_unlocked'
  | 'wrong_password'
  | 'illegal_card'
  | 'cover_opened'
  | 'motor_stuck'
  | 'vibration'
  | 'low_battery';

/** What a lock or seal reports of an instant; null where it does not say. */
export interface LockReport {
  readonly at_ms: number;
  /** Null without satellites: an old or empty position is not shown as one. */
  readonly place: LockPlace | null;
  /** Whether the doors are held shut by it. */
  readonly sealed: boolean | null;
  readonly alarms: readonly LockAlarm[];
  readonly battery_pct: number | null;
  readonly battery_v: number | null;
  readonly temperature_c: number | null;
  readonly humidity_pct: number | null;
  /** Number of a sensor that reports through the lock. */
  readonly sensor: string | null;
}

/** A message: its device, what it reports, and its own parts, from which the same bytes are written again. */
export interface LockMessage {
  readonly protocol: 'jt701' | 'eseal';
  readonly device: string;
  /** `positions` of the binary form, the maker's own word (U01, P45, Normal, …) of the others. */
  readonly kind: string;
  readonly reports: readonly LockReport[];
  readonly parts: LockParts;
}

export type LockParts =
  | { readonly form: 'words'; readonly words: readonly string[] }
  | { readonly form: 'binary'; readonly frame: BinaryFrame }
  | { readonly form: 'sensor'; readonly words: readonly string[]; readonly bytes: Uint8Array };

export interface BinaryFrame {
  /** Ten figures, BCD. */
  readonly id: string;
  /** Of the long form alone. */
  readonly protocol_version: number | null;
  /** High nibble: what stands behind a position; low nibble as it came. */
  readonly type: number;
  readonly positions: readonly BinaryPosition[];
  readonly index: number;
}

/** A position of the binary form; `rest` is what its type has behind the common 18 bytes. */
export interface BinaryPosition {
  readonly at_ms: number;
  /** Degrees and minutes as they stand, BCD: "22331560" is 22°33.1560′. */
  readonly lat: string;
  readonly lon: string;
  /** 1 valid, 2 north, 4 east, 8 as it came. */
  readonly flags: number;
  /** As they came: knots in BCD, and half degrees. */
  readonly speed: number;
  readonly course: number;
  readonly rest: Uint8Array;
}

/** Why bytes are no message. */
export type LockFault =
  | 'not_a_message'
  | 'too_short'
  | 'bad_figures'
  | 'bad_time'
  | 'bad_length'
  | 'unknown_kind';

export type LockDecoded =
  | { readonly ok: true; readonly message: LockMessage }
  | { readonly ok: false; readonly fault: LockFault };

export const NOTHING_SAID: Omit<LockReport, 'at_ms'> = {
  ...{ place: null, sealed: null, alarms: [], battery_pct: null, battery_v: null },
  ...{ temperature_c: null, humidity_pct: null, sensor: null },
};
