import type { Bilingual, FreightClass } from '@opentocc/contract';
import type { FreightPlace, RegimeBook } from '@opentocc/core/freight';
import type { Topic } from '../../../kit/topic.ts';

type Standing = 'in_order' | 'not_approved' | 'suspended' | 'expired' | 'removed';

interface Filed {
  readonly id: string;
  readonly firm: string;
  readonly state: Standing;
  readonly reason: string;
  readonly documents: readonly { readonly kind: string; readonly until: string | null }[];
}

export interface TripTruck extends Filed {
  readonly plate: string;
  readonly plate_abroad: string | null;
  readonly class: FreightClass;
  readonly terminal: string;
}

export interface TripDriver extends Filed {
  /** Masked. */
  readonly name: string;
}

/** What is on file of who drives. */
export interface FiledForTrip {
  readonly truck: TripTruck;
  readonly drivers: readonly TripDriver[];
}

export interface TripPlace extends FreightPlace {
  readonly name: string;
  readonly name_en: string;
}

/** What trips need of what is on file; reads are from memory. */
export interface TripFiling {
  truck(id: string): TripTruck | undefined;
  driver(id: string): TripDriver | undefined;
  firm(code: string): { readonly name: string; readonly name_en: string } | undefined;
  places(): readonly TripPlace[];
  route(
    code: string,
  ):
    | { readonly points: readonly (readonly [lon: number, lat: number])[]; readonly limit_kmh: number | null }
    | undefined;
  readonly changes: Pick<Topic<{ readonly kind: string; readonly id: string }>, 'subscribe'>;
}

/** What trips need of regimes. */
export interface TripRegimes {
  /** In force and planned. */
  book(): RegimeBook;
}

/** Tells a firm what became of one of its trips. */
export type TellFirm = (firm: string, key: string, text: Bilingual, trip: string) => Promise<void>;
