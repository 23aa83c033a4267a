import type { CipherConstants } from '@opentocc/protocols/jt809';

/** A platform of another operator, as it is registered: what it logs in with, and where we dial back. */
export interface ForwardingPlatform {
  readonly source: number;
  /** 下级平台接入码, in every header; 0–4294967295, one platform each. */
  readonly centre: number;
  readonly user: number;
  /** Null until one was made: then nobody logs in. */
  readonly password: string | null;
  /** Null: the address that its main link comes from. */
  readonly sub_link_host: string | null;
  /** Constants of encrypted bodies; null where it sends plain ones. */
  readonly cipher: CipherConstants | null;
}

/** Counts of one platform since the start, and what happened last. */
export interface LinkCounts {
  messages: number;
  /** Positions stored. */
  positions: number;
  /** Of vehicles that the registry does not know. */
  unknown_vehicles: number;
  /** Of vehicles that belong to another source. */
  foreign_vehicles: number;
  /** With coordinates that were shifted, from a source that declares WGS-84. */
  shifted: number;
  /** Frames and bodies that could not be read. */
  bad_frames: number;
  refused_log_ins: number;
  last_refusal_ms: number | null;
  /** Result of 0x1002 that it was answered last when it was refused. */
  last_refusal: number | null;
}

export const newCounts = (): LinkCounts => ({
  messages: 0,
  positions: 0,
  unknown_vehicles: 0,
  foreign_vehicles: 0,
  shifted: 0,
  bad_frames: 0,
  refused_log_ins: 0,
  last_refusal_ms: null,
  last_refusal: null,
});
