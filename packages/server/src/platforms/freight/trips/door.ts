import type {
  Bilingual,
  DeclaredTrip,
  PermitTrust,
  PermitVerdict,
  TripGoods,
  TripSlot,
  TripState,
} from '@opentocc/contract';
import type { Driven, FreightTrip, OpenTrip, TripPlan } from '@opentocc/core/freight';
import type { Db } from '../../../kit/db.ts';
import type { Module } from '../../../kit/module.ts';
import type { Topic } from '../../../kit/topic.ts';

/** A trip as modules beside this one see it: never changed, replaced as a whole. */
export interface Trip {
  readonly id: string;
  readonly version: number;
  /** Code of the firm's unit. */
  readonly firm: string;
  readonly truck: string;
  readonly plate: string;
  readonly plate_abroad: string | null;
  /** Phone of the terminal that is filed for the truck. */
  readonly terminal: string;
  /** Codes; who drives first stands first. */
  readonly drivers: readonly string[];
  readonly goods: TripGoods;
  readonly state: TripState;
  readonly slot: TripSlot | null;
  /** Number of its permit; null without one. */
  readonly permit: string | null;
  readonly declared_ms: number;
  readonly ended_ms: number | null;
  readonly cause: Bilingual | null;
  /** As rules look at it: declared and driven so far. */
  readonly trip: FreightTrip;
}

export interface TripChange {
  readonly kind: 'declared' | 'changed' | 'called_off' | 'under_way' | 'ended';
  readonly trip: Trip;
}

/** A trip that is expected at a port or a place. */
export interface BookedVisit {
  readonly trip: Trip;
  readonly from_ms: number;
  readonly to_ms: number;
}

/** Of which time trips are asked for, by their first declared crossing. */
export interface TripSpan {
  readonly from_ms: number;
  readonly to_ms: number;
}

/** How a trip ended, and who said so ("system", an account). */
export interface TripEnd {
  readonly cause: Bilingual;
  readonly by: string;
}

/** Whether a permit opens a gate, and what was decided it by. */
export interface PermitLook {
  readonly at_ms: number;
  readonly place: string;
  readonly passage: 'in' | 'out';
  /** As it was read; null where nobody looked. */
  readonly plate: string | null;
}

/** A truck that goes through a gate by the number of its permit. */
export interface PermitPass {
  readonly permit: string;
  readonly place: string;
  readonly passage: 'in' | 'out';
  readonly at_ms: number;
  /** Gate and who let it through. */
  readonly by: string;
  readonly plate: string | null;
}

/** Why a permit does not open a place. */
export interface UseRefusal {
  readonly code: PermitVerdict['code'];
  readonly text: Bilingual;
}

/** A use that was one too many, or of a permit that was over, found when the truck was through. */
export interface DoubleUse extends PermitPass, UseRefusal {
  readonly trip: string;
}

/** Uses of permits, counted in the transaction that they are given. */
export interface PermitUses {
  /** Of these permits those that would not open the place now. */
  refusals(
    db: Db,
    permits: readonly string[],
    where: Pick<PermitPass, 'place' | 'passage' | 'at_ms'>,
  ): Promise<ReadonlyMap<string, UseRefusal>>;
  /** Counts a use. @returns null, or why it is not allowed; then nothing is written */
  count(tx: Db, pass: PermitPass): Promise<UseRefusal | null>;
  /** Counts a use of a truck that is through already; one that was not allowed is a double use, which officers see. */
  settle(tx: Db, pass: PermitPass): Promise<UseRefusal | null>;
  /** Double uses that nobody took yet, the oldest first; taken with the commit of the transaction. */
  takeDoubles(tx: Db, limit: number): Promise<readonly DoubleUse[]>;
}

/** What modules beside this one may use of trips. Reads of open trips are synchronous, from memory. */
export interface TripsDoor {
  /** Planned and under way. */
  open(): readonly Trip[];
  /** Of those that are open, or ended within the last two days; `get` knows all. */
  find(id: string): Trip | undefined;
  get(id: string): Promise<Trip | undefined>;
  /**
   * As the follower needs it, but for the shape of its route, which the follower draws on its own plane; undefined for one that
   * is not open. What is watched is what the regimes in force ask.
   */
  planOf(id: string): TripPlan | undefined;
  /** The open trip of a truck that is under way or sets out next. */
  openOfTruck(truck: string): Trip | undefined;
  ofTruck(truck: string, span: TripSpan): Promise<readonly Trip[]>;
  ofDriver(driver: string, span: TripSpan): Promise<readonly Trip[]>;
  ofFirm(firm: string, span: TripSpan): Promise<readonly Trip[]>;
  /** Of a port, site, lodging …: trips that declared it. */
  ofPlace(place: string, span: TripSpan): Promise<readonly Trip[]>;
  /** Every trip of a time, in the order of their numbers: for the preview of a switch. */
  between(span: TripSpan): Promise<readonly Trip[]>;
  /** Open trips as a switch of regimes looks at them. */
  openTrips(): readonly OpenTrip[];
  readonly changes: Topic<TripChange>;
  /** Writes down what was driven so far; a trip that crossed is under way, and cannot be changed or called off any more. */
  noteDriven(id: string, driven: Driven): Promise<void>;
  /** Closes a trip that is not closed yet; nothing closes without a cause. */
  end(id: string, end: TripEnd): Promise<void>;
  /** Whether a permit would open a gate now; nothing is written. */
  checkPermit(text: string, look: PermitLook): Promise<PermitVerdict>;
  readonly uses: PermitUses;
  /** For gates that reach nobody: public keys, and what is revoked. `verifyPermit` of `@opentocc/core/permit` needs no more. */
  permitTrust(): PermitTrust;
  /** Trips expected at a port (by its crossings) or a place (by its stops), in order of time. */
  bookedAt(place: string, from_ms: number, to_ms: number): readonly BookedVisit[];
  /** As screens show it, with names; for pages that stand on trips. */
  shown(trips: readonly Trip[]): Promise<DeclaredTrip[]>;
}

export interface TripsModule extends Module {
  readonly trips: TripsDoor;
}
