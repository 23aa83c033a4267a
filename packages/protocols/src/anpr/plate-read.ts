/** Makers whose cameras speak to us by their own protocols. */
export const CAMERA_MAKERS = ['hikvision', 'dahua', 'alphadigi'] as const;
export type CameraMaker = (typeof CAMERA_MAKERS)[number];

/** A picture that came with a read. */
export interface ReadPicture {
  /** `scene` is the truck, `plate` the part of it with the plate. */
  readonly kind: 'scene' | 'plate';
  readonly content: Uint8Array;
}

/** What a camera says of one vehicle, whoever made the camera. */
export interface PlateRead {
  readonly maker: CameraMaker;
  /** By which the maker's camera knows itself; empty where it does not say. */
  readonly device: string;
  /** The same for the same read however often it is sent: the camera's own identifier, or made of what is in it. */
  readonly event: string;
  /** As the camera gives it, trimmed; null where it saw a vehicle without a plate. */
  readonly plate: string | null;
  /** What it read before it corrected the plate by a list of its own; equal to `plate` where it does not say. */
  readonly original: string | null;
  /** 0–100; null where it does not say. */
  readonly confidence_pct: number | null;
  /** By the camera's clock, UTC ms; null where it gives none that can be read. */
  readonly at_ms: number | null;
  /** Seen from the camera; null where it does not say. */
  readonly heading: 'towards' | 'away' | null;
  readonly lane: number | null;
  readonly colour: string | null;
  readonly pictures: readonly ReadPicture[];
}

/** A message of a camera as far as we act on it. */
export type CameraMessage =
  | { readonly kind: 'read'; readonly read: PlateRead }
  /** It lives; nothing was seen. */
  | { readonly kind: 'heartbeat'; readonly device: string }
  /** Well formed, and about something that gates do not need. */
  | { readonly kind: 'other'; readonly says: string };

/** Why a message of a camera cannot be read. */
export class CameraFault extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'CameraFault';
  }
}

/** Longest plate and identifiers that are taken over, letters. */
const MOST_PLATE = 20;
const MOST_ID = 80;
/** What makers write where they saw no plate. */
const NO_PLATE = new Set(['', '_无_', '无', '无车牌', '未知', 'unknown', 'noplate', 'no plate']);
/** Controls and marks of direction: nothing that is printed on a plate. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** @returns the plate as it is written, null for none. @throws CameraFault for a text that no plate is */
export function plateOf(text: string): string | null {
  const plain = text.replace(UNSEEN, '').trim();
  if (NO_PLATE.has(plain.toLowerCase())) return null;
  if (plain.length > MOST_PLATE) throw new CameraFault(`a plate of ${plain.length} letters`);
  return plain;
}

export const identifierOf = (text: string): string => text.replace(UNSEEN, '').trim().slice(0, MOST_ID);
