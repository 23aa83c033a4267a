import type { Bilingual, Datum, VehicleClass } from '@opentocc/contract';
import type { Version } from '@opentocc/protocols/jt808';

/** Senders that no source is known for are counted under this id. */
export const UNKNOWN_SOURCE = 0;

/** Who delivers data. */
export interface Source {
  /** 0–65535. */
  readonly id: number;
  readonly code: string;
  readonly name: Bilingual;
  readonly owner: string;
  readonly protocol: string;
  /** Datum that the source declares for its coordinates. */
  readonly datum: Datum;
  /** How often each of its terminals is to report, s: what completeness is measured against. */
  readonly report_interval_s: number;
  /** Fixes per second above which the source is named as over its quota; null without one. */
  readonly quota_per_s: number | null;
  /** When it was retired: its terminals are let in no more, its past stays. Null while it delivers. */
  readonly retired_ms: number | null;
}

/** What a person writes of a source. */
export type SourceDraft = Omit<Source, 'id' | 'retired_ms'>;

/**
 * `pending` asked to register and is not known; `replaced` gave its vehicle over to a newer terminal; `retired` was taken
 * out of service by a person.
 */
export type TerminalStatus = 'registered' | 'pending' | 'refused' | 'replaced' | 'retired';

/** The device in a vehicle, as the registry knows it. */
export interface Terminal {
  /** Without leading zeros: the key. */
  readonly phone: string;
  /** Stays with the plate when the terminal is changed. 0 for who never had one. */
  readonly vehicle: number;
  readonly plate: string;
  readonly plate_colour: number;
  readonly vehicle_class: VehicleClass;
  readonly source: number;
  /** Edition that it registered with last; null before. */
  readonly protocol: Version | null;
  /** Empty when the registry does not know it: then any is accepted. */
  readonly terminal_id: string;
  readonly maker: string;
  readonly model: string;
  /** What it must say in 0x0102. */
  readonly auth_code: string;
  readonly status: TerminalStatus;
  readonly first_seen_ms: number;
  readonly last_seen_ms: number;
  readonly attempts: number;
  /** From where it asked to be let in; empty where that is not known. */
  readonly address: string;
}

/** What a terminal says of itself in 0x0100. */
export interface Registration {
  readonly phone: string;
  readonly version: Version;
  readonly plate: string;
  readonly plate_colour: number;
  readonly maker: string;
  readonly model: string;
  readonly terminal_id: string;
  /** Where it connects from. */
  readonly address: string;
}

/** A registered terminal that says of itself what the registry does not: another plate or another device. */
export interface Mismatch {
  readonly phone: string;
  /** What it was answered: 1 the plate belongs to another terminal, 2 another plate, 3 another device. */
  readonly result: number;
  readonly plate: string;
  readonly plate_colour: number;
  readonly terminal_id: string;
  readonly maker: string;
  readonly model: string;
  readonly protocol: Version;
  readonly address: string;
  readonly first_seen_ms: number;
  readonly last_seen_ms: number;
  readonly attempts: number;
}

export type DecisionKind = 'approved' | 'refused' | 'accepted' | 'moved' | 'retired' | 'imported';

/** What a person decided on terminals, with all that is needed to take it back. */
export interface Decision {
  readonly id: string;
  readonly at_ms: number;
  readonly actor: string;
  readonly kind: DecisionKind;
  readonly phones: readonly string[];
  /** The terminals that it changed, as they were. */
  readonly before: readonly Terminal[];
  /** Phones that were not known before it. */
  readonly added: readonly string[];
  readonly undone_ms: number | null;
}

/** A vehicle as other modules see it. */
export interface RegisteredVehicle {
  readonly id: number;
  readonly plate: string;
  readonly phone: string;
  readonly vehicle_class: VehicleClass;
  readonly source: number;
  readonly protocol: Version | null;
  readonly online: boolean;
}

/** What a roster says of a terminal that is to be registered. */
export interface TerminalEntry {
  readonly phone: string;
  readonly plate: string;
  readonly plate_colour: number;
  readonly vehicle_class: VehicleClass;
  readonly source: number;
  readonly terminal_id: string;
  readonly maker: string;
  readonly model: string;
}

/** Results of 0x8100. */
export const REGISTER_RESULT = {
  ok: 0,
  vehicle_taken: 1,
  no_such_vehicle: 2,
  terminal_taken: 3,
  no_such_terminal: 4,
} as const;

/** Results of 0x8001. */
export const ANSWER = { ok: 0, failure: 1, wrong_message: 2, not_supported: 3 } as const;

/** 粤B12345 → 粤B·1***5: the place of registration, one digit at each end. */
export function maskPlate(plate: string): string {
  const characters = [...plate];
  if (characters.length < 5) return '*'.repeat(characters.length);
  const [place, letter, first] = characters;
  const hidden = '*'.repeat(characters.length - 4);
  return `${place}${letter}·${first}${hidden}${characters.at(-1)}`;
}
