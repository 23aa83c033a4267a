import type { Bilingual } from '@opentocc/contract';
import type { Driven, FreightPlace, FreightTrip, PlateSeen, TripPlan } from '@opentocc/core/freight';
import type { Db } from '../../../kit/db.ts';
import type { Topic } from '../../../kit/topic.ts';

/** A declared trip, as following it needs it. */
export interface DeclaredTripFacts {
  readonly id: string;
  readonly firm: string;
  readonly truck: string;
  readonly plate: string;
  /** Phone of the terminal that is filed for the truck. */
  readonly terminal: string;
  /** Codes; who drives first stands first. */
  readonly drivers: readonly string[];
  readonly trip: FreightTrip;
}

/** A use of a permit that was not allowed, found when the truck was through. */
export interface FoundDoubleUse {
  readonly trip: string;
  readonly permit: string;
  readonly place: string;
  readonly passage: 'in' | 'out';
  readonly at_ms: number;
  readonly by: string;
  readonly plate: string | null;
  readonly code: string;
  readonly text: Bilingual;
}

/** What following needs of the trips. */
export interface TripsPort {
  /** Planned and under way. */
  open(): readonly DeclaredTripFacts[];
  get(id: string): Promise<DeclaredTripFacts | undefined>;
  planOf(id: string): TripPlan | undefined;
  readonly changes: Pick<Topic<{ readonly kind: string; readonly trip: DeclaredTripFacts }>, 'subscribe'>;
  noteDriven(id: string, driven: Driven): Promise<void>;
  readonly uses: {
    /** Those that nobody took yet, the oldest first; taken with the commit of the transaction. */
    takeDoubles(tx: Db, limit: number): Promise<readonly FoundDoubleUse[]>;
  };
}

/** Something on file that may be suspended. */
interface Filed {
  readonly id: string;
  readonly firm: string;
  readonly state: string;
  readonly reason: string;
}

export interface NamedPlace extends FreightPlace {
  readonly name: string;
  readonly name_en: string;
}

export interface Sanction {
  readonly of: 'truck' | 'driver' | 'firm';
  readonly id: string;
  readonly reason: string;
  readonly by: { readonly principal: string; readonly actor: string };
  /** Null: removed from the list. */
  readonly until_ms: number | null;
}

/** What following needs of what is on file. */
export interface FilingPort {
  truck(id: string): (Filed & { readonly plate: string }) | undefined;
  /** The name is masked. */
  driver(id: string): (Filed & { readonly name: string }) | undefined;
  firm(
    code: string,
  ):
    | { readonly name: string; readonly name_en: string; readonly state: string; readonly reason: string }
    | undefined;
  places(): readonly NamedPlace[];
  route(code: string):
    | {
        readonly name: string;
        readonly name_en: string;
        readonly points: readonly (readonly [lon: number, lat: number])[];
        readonly limit_kmh: number | null;
      }
    | undefined;
  /** In full, for what sends messages and for a reveal that is on record. */
  contactOf(driver: string): Promise<{ readonly name: string; readonly phone: string } | undefined>;
  sanction(sanction: Sanction): Promise<void>;
  readonly changes: Pick<Topic<{ readonly kind: string; readonly id: string }>, 'subscribe'>;
}

/** A plate that a port or a gate read. */
export type Sighting = PlateSeen & { readonly plate: string };

/** A vehicle of the roster. */
export interface RosterVehicle {
  readonly plate: string;
  readonly phone: string;
}

export const namesOf = ({ name, name_en }: { name: string; name_en: string }): Bilingual => ({
  zh: name,
  en: name_en === '' ? name : name_en,
});
