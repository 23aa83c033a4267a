import type { Datum } from '@opentocc/contract';
import { toWgs84 } from '@opentocc/core/geo';
import {
  addOffset,
  type CoursedPlace,
  classOf,
  estimateShift,
  probeDatums,
  ROAD_BOUNDS_M,
  type RoadProbe,
  ShiftSearch,
} from '@opentocc/core/quality';
import type { PositionLook } from './diagnose-position.ts';
import type { Counts, FixSample } from './model.ts';
import type { TerminalEvidence } from './terminal-evidence.ts';

/** Slower fixes have no course to be trusted, km/h. */
const MOVING_KMH = 10;
/** Places buffered of a source for the search of a shift; fewer do not start it. */
const SEARCH_PLACES = 120;
/** Places older than this belong to another state of the source, ms. */
const SEARCH_WITHIN_MS = 60 * 60_000;

interface Places {
  readonly ring: (CoursedPlace & { readonly at_ms: number })[];
  taken: number;
  search: ShiftSearch | null;
  far: PositionLook['far'];
}

/** Looks at where sampled moving fixes lie: on which road, under which datum, shifted by what. */
export class PositionLooks {
  readonly #probe: RoadProbe;
  readonly #terminals: TerminalEvidence;
  readonly #sources = new Map<number, Places>();
  #turn = 0;

  constructor(probe: RoadProbe, terminals: TerminalEvidence) {
    this.#probe = probe;
    this.#terminals = terminals;
  }

  /** Takes a fix of a vehicle that has come far enough since the last one. @param count into the source's counts. */
  take(fix: FixSample, declared: Datum, count: (apply: (counts: Counts) => void) => void): void {
    const { course_deg, speed_kmh } = fix;
    if (course_deg === null || speed_kmh === null || speed_kmh < MOVING_KMH) return;
    if (Number.isNaN(fix.lon) || (fix.lon === 0 && fix.lat === 0)) return;
    this.#terminals.place(fix, probeDatums(this.#probe, fix.lon, fix.lat, course_deg, this.#turn++));
    const [lon, lat] = toWgs84(declared, fix.lon, fix.lat);
    const off_m = this.#probe.distance_m(lon, lat, course_deg);
    const { off_x, off_y } = this.#probe;
    count(({ road, shift }) => {
      road[classOf(ROAD_BOUNDS_M, off_m)]++;
      if (off_m < Number.POSITIVE_INFINITY) addOffset(shift, off_x, off_y, course_deg);
    });
    this.#keep(fix, lon, lat, course_deg);
  }

  /** Goes on with searches that were asked for, a row each. */
  step(): void {
    for (const places of this.#sources.values()) {
      if (!places.search?.step()) continue;
      places.far = places.search.result();
      places.search = null;
    }
  }

  /** What is known of the places of each source, with its counts of the last minutes. */
  looks(
    sources: readonly { id: number; datum: Datum }[],
    recentOf: (source: number) => Counts,
    now_ms: number,
  ) {
    const declared = new Map(sources.map(({ id, datum }) => [id, datum]));
    const datums = this.#terminals.datums((source) => declared.get(source) ?? 'WGS-84');
    return [...datums].map(
      ([source, look]): PositionLook => ({
        source,
        declared: declared.get(source) ?? 'WGS-84',
        ...look,
        shift: estimateShift(recentOf(source).shift),
        far: this.#search(source, now_ms),
      }),
    );
  }

  /** The last result; starts another search whenever the places were renewed. */
  #search(source: number, now_ms: number): PositionLook['far'] {
    const places = this.#sources.get(source);
    if (!places) return null;
    const fresh = places.ring.filter(({ at_ms }) => now_ms - at_ms <= SEARCH_WITHIN_MS);
    if (!places.search && places.taken >= SEARCH_PLACES && fresh.length === SEARCH_PLACES) {
      places.search = new ShiftSearch(this.#probe, fresh);
      places.taken = 0;
    }
    return places.far;
  }

  #keep({ source, received_ms: at_ms }: FixSample, lon: number, lat: number, course_deg: number): void {
    let places = this.#sources.get(source);
    if (!places) {
      places = { ring: [], taken: 0, search: null, far: null };
      this.#sources.set(source, places);
    }
    const { lon0, lat0, lon_m, lat_m } = this.#probe.plane;
    places.ring[places.ring.length < SEARCH_PLACES ? places.ring.length : places.taken % SEARCH_PLACES] = {
      x: (lon - lon0) * lon_m,
      y: (lat - lat0) * lat_m,
      course_deg,
      at_ms,
    };
    places.taken++;
  }
}
