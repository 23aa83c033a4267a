import { clockOf, dayOf } from '../../ui/format.ts';
import type { MapView } from '../../ui/map/city-map.ts';
import type { Choice } from '../../ui/map/map-layer.ts';

/** What the address of the map says: where it looks, which layers it lacks, what is chosen, which time it shows. */
export interface MapPlace {
  readonly view: MapView | null;
  readonly hidden: ReadonlySet<string>;
  readonly choice: Choice | null;
  /** The past instant that is replayed, UTC ms; null while the map is live. */
  readonly replayed_ms: number | null;
}

/** What of an address is the map's, as texts. */
export interface MapSearch {
  /** Longitude, latitude and zoom: `114.05,22.54,12.5`. */
  readonly at?: string;
  /** Names of the layers that are not shown: `vehicles,places`. */
  readonly without?: string;
  /** Kind of what is chosen, and its number, or the key of a road: `link:123`, `road:440304/深南大道`. */
  readonly chosen?: string;
  /** The past instant that is replayed, in the time of the city: `2026-11-27T08:05:00`. */
  readonly t?: string;
}

const AT = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$/;
const CHOSEN = /^(?:(link|vehicle):(\d+)|road:(.{1,200}))$/;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/;
/** UTC ms of a time of the city, which has no daylight saving; NaN where it is none. */
const instantOf = (t: string): number => (INSTANT.test(t) ? Date.parse(`${t}+08:00`) : Number.NaN);

/** The parts of an address that are the map's and make sense; others are left out. */
export function mapSearchIn({ at, without, chosen, t }: Readonly<Record<string, unknown>>): MapSearch {
  return {
    at: typeof at === 'string' && AT.test(at) ? at : undefined,
    without: typeof without === 'string' ? without : undefined,
    chosen: typeof chosen === 'string' && CHOSEN.test(chosen) ? chosen : undefined,
    t: typeof t === 'string' && !Number.isNaN(instantOf(t)) ? t : undefined,
  };
}

/** What an address says of the map; null where it says nothing. */
export function mapPlaceOf({ at, without, chosen, t }: MapSearch): MapPlace | null {
  if ([at, without, chosen, t].every((part) => part === undefined)) return null;
  const [, lon, lat, zoom] = AT.exec(at ?? '') ?? [];
  const [, kind, id, road] = CHOSEN.exec(chosen ?? '') ?? [];
  return {
    view: lon === undefined ? null : { center: [Number(lon), Number(lat)], zoom: Number(zoom) },
    hidden: new Set(without?.split(',').filter(Boolean)),
    choice:
      kind === 'link' || kind === 'vehicle'
        ? { kind, id: Number(id) }
        : road === undefined
          ? null
          : roadOf(road),
    replayed_ms: t === undefined ? null : instantOf(t),
  };
}

/** A road by its key; what it is called and what links it has is asked for. */
const roadOf = (key: string): Choice => ({ kind: 'road', key, links: [] });

/** The way back from {@link mapPlaceOf}. */
export function mapSearchOf({ view, hidden, choice, replayed_ms }: MapPlace): MapSearch {
  return {
    at: view
      ? `${view.center.map((degrees) => degrees.toFixed(5)).join()},${view.zoom.toFixed(2)}`
      : undefined,
    without: hidden.size > 0 ? [...hidden].sort().join() : undefined,
    chosen: choice ? `${choice.kind}:${choice.kind === 'road' ? choice.key : choice.id}` : undefined,
    t: replayed_ms === null ? undefined : `${dayOf(replayed_ms)}T${clockOf(replayed_ms)}`,
  };
}
