import type {
  Bilingual,
  CameraMaker,
  FreightGateEvent,
  GateDirection,
  GateListEntry,
  GateReadState,
} from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { PermitUses } from '../trips/index.ts';

export interface SiteRow {
  readonly code: string;
  readonly version: number;
  readonly name: Bilingual;
  readonly unit: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly capacity: number | null;
}

export interface GateRow {
  readonly code: string;
  readonly version: number;
  readonly site: string;
  readonly lock: string;
  readonly name: Bilingual;
  readonly direction: GateDirection;
  readonly retired_ms: number | null;
}

/** Gates of one controller, of which one alone may be open. */
export interface LockRow {
  readonly code: string;
  /** SHA-256 of the secret of its controller; null: it has none. */
  readonly secret_hash: Uint8Array | null;
  /** Number of the newest event of its controller that is durable here. */
  readonly taken: number;
}

/** The key by which lists for controllers are signed. */
export interface SignerRow {
  readonly id: number;
  readonly public_key: string;
  readonly private_sealed: string;
}

export interface CameraRow {
  readonly code: string;
  readonly gate: string;
  readonly maker: CameraMaker;
  readonly towards: 'in' | 'out';
  readonly address: string | null;
  readonly secret_sealed: string;
  readonly retired_ms: number | null;
}

export interface ListRow extends GateListEntry {
  readonly site: string;
}

/** A truck that came to a gate, seen by a camera or reported by a controller. */
export interface ReadRow {
  readonly id: number;
  readonly version: number;
  readonly gate: string;
  readonly camera: string | null;
  readonly event: string;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly direction: 'in' | 'out' | null;
  readonly plate: string | null;
  readonly original: string | null;
  readonly corrected: string | null;
  readonly matched: string | null;
  readonly near: readonly string[];
  readonly confidence_pct: number | null;
  readonly state: GateReadState;
  readonly why: Bilingual;
  readonly trip: string | null;
  readonly permit: string | null;
  readonly decided_by: string | null;
  readonly decided_ms: number | null;
  readonly repeats: number;
}

export interface PictureRow {
  readonly id: number;
  readonly read: number;
  readonly kind: 'scene' | 'plate';
  readonly media: string;
  readonly at_ms: number;
  readonly content: Uint8Array;
}

/** A truck within a site; `queued_ms` is since when its trace stood before the gate, null where none did. */
export interface StayRow {
  readonly id: number;
  readonly site: string;
  readonly plate: string;
  readonly trip: string | null;
  /** The permit by which it came in. */
  readonly permit: string | null;
  readonly queued_ms: number | null;
  readonly in_ms: number;
  readonly out_ms: number | null;
}

export interface EventRow extends Pick<FreightGateEvent, 'at_ms' | 'kind' | 'by' | 'text'> {
  readonly id: number;
  readonly gate: string;
}

export interface HourRow {
  readonly gate: string;
  readonly at_ms: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly minute_ms: number;
}

export const SYSTEM = 'system';
/** Where a permit was used, and by whom the truck was let through. */
export const byGate = (gate: string, who: string): string => `${gate} ${who}`;
export const nameOf = ({ session }: Acting): string => session.account;

/** A truck that a trip brings to a site. */
export interface BookedTruck {
  readonly trip: string;
  /** The one or two plates under which cameras may see it. */
  readonly plates: readonly string[];
  /** Id of its permit; null where the regime asks for none. */
  readonly permit: string | null;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly note: string;
}

/** All that a gate needs to check a permit while it reaches nobody. */
export interface PermitKeys {
  /** Public keys of SM2 by their id, hex. */
  readonly keys: Readonly<Record<string, string>>;
  /** Numbers of permits that ended before their time. */
  readonly revoked: readonly string[];
}

/** Uses of permits as gates count them, in the transaction of the truck that goes through. */
export type GatePermits = Pick<PermitUses, 'refusals' | 'count' | 'settle'>;

/** What gates need of trips. Without one nothing is booked, and lists and keepers decide. */
export interface BookedTrips {
  /** Trips that have to be at the site within the interval, planned or under way. */
  bookedAt(site: string, from_ms: number, to_ms: number): Promise<readonly BookedTruck[]>;
  /** Null where no permits are given. */
  trust(): PermitKeys | null;
  /** The one register of uses of permits. */
  readonly uses: GatePermits;
}

/** What gates need of the register of trucks. */
export interface TruckRegister {
  /** Why a truck may not be let in now; null where nothing is known against it. */
  heldBack(plate: string): Bilingual | null;
}
