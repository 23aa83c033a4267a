import { latDegree_m, lonDegree_m } from '../../geo/index.ts';
import { MINUTE_MS } from '../../time/index.ts';
import type { Direction, FreightClass } from '../regimes/index.ts';

/** Where trucks queue before a port. */
export interface PortArea {
  readonly code: string;
  readonly lon: number;
  readonly lat: number;
  /** Within this of its middle a truck is on its way across. */
  readonly approach_m: number;
  /** So far beyond the middle on the other side it has crossed. */
  readonly beyond_m: number;
  /** Where abroad lies as seen from its middle, degrees from north. */
  readonly abroad_deg: number;
}

/** A position of a truck that may use ports. */
export interface PortFix {
  readonly truck: string;
  readonly class: FreightClass;
  readonly at_ms: number;
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number;
}

/** A truck in the approach area of a port. */
export interface PortVisit {
  readonly truck: string;
  readonly class: FreightClass;
  readonly port: string;
  readonly direction: Direction;
  readonly entered_ms: number;
  /** Whether it was seen outside just before: otherwise it may have waited for longer than is known. */
  readonly entry_seen: boolean;
  readonly stood_ms: number;
  readonly heard_ms: number;
}

/**
 * How a visit ended. `crossed`: to the other side. `turned_away`: it waited and left by the side on which it came. `passed`: it
 * did not wait, and has nothing to do with the port. `silent`: nothing was heard of it any more.
 */
export type PortVisitEnd = 'crossed' | 'turned_away' | 'passed' | 'silent';

export type PortVisitEvent =
  | { readonly kind: 'began'; readonly visit: PortVisit }
  | {
      readonly kind: 'ended';
      readonly visit: PortVisit;
      readonly end: PortVisitEnd;
      readonly at_ms: number;
      /** A lane of the port said so, not positions alone. */
      readonly seen: boolean;
    };

/** Rules by which a visit counts. */
const STANDING_KMH = 5;
/** Who stood for less did not wait. */
const WAITED_MS = 5 * MINUTE_MS;
const SILENT_MS = 45 * MINUTE_MS;
/** Its last position outside is no older than this where its entry was seen. */
const ENTRY_SEEN_MS = 10 * MINUTE_MS;
/** Time between two positions counts as standing up to this. */
const GAP_MS = 5 * MINUTE_MS;
/** A visit ends this far outside the area, so that nobody enters and leaves it on its edge. */
const SPARE_M = 100;
/** Positions beyond the middle in a row that make a crossing. */
const BEYOND_FIXES = 2;

interface Tracked {
  heard_ms: number;
  visit: PortVisit | null;
  /** The port that it has not left since it crossed there. */
  leaving: string | null;
  beyond: number;
  beyond_ms: number;
}

interface Seen {
  readonly area: PortArea;
  readonly away_m: number;
  /** Towards abroad, m from the middle. */
  readonly abroad_m: number;
}

/**
 * Follows trucks through the approach areas of ports: when each came, and when it crossed, turned round or fell silent. No
 * border is needed but where abroad lies: who comes in on one side of the middle and is seen beyond it has crossed. O(ports)
 * for a fix.
 */
export class PortVisits {
  readonly #trucks = new Map<string, Tracked>();
  readonly #areas: ReadonlyMap<string, PortArea>;

  constructor(areas: readonly PortArea[]) {
    this.#areas = new Map(areas.map((area) => [area.code, area]));
  }

  /** Visits that were open when the process ended. */
  resume(visits: readonly PortVisit[]): void {
    for (const visit of visits)
      this.#trucks.set(visit.truck, {
        ...{ heard_ms: visit.heard_ms, visit, leaving: null, beyond: 0, beyond_ms: 0 },
      });
  }

  /** Trucks that wait now. */
  get open(): readonly PortVisit[] {
    return [...this.#trucks.values()].flatMap(({ visit }) => visit ?? []);
  }

  takeFix(fix: PortFix): PortVisitEvent[] {
    const known = this.#trucks.get(fix.truck);
    if (known !== undefined && fix.at_ms <= known.heard_ms) return [];
    const seen = this.#nearest(fix, known?.visit?.port ?? known?.leaving ?? null);
    if (known === undefined) {
      this.#trucks.set(fix.truck, {
        ...{ heard_ms: fix.at_ms, leaving: null, beyond: 0, beyond_ms: 0 },
        visit: seen && visitOf(fix, seen, false),
      });
      const { visit } = this.#trucks.get(fix.truck)!;
      return visit ? [{ kind: 'began', visit }] : [];
    }
    const before_ms = known.heard_ms;
    known.heard_ms = fix.at_ms;
    if (known.visit !== null) return this.#go(known, known.visit, fix, seen);
    if (seen === null) known.leaving = null;
    if (seen === null || known.leaving === seen.area.code) return [];
    known.visit = visitOf(fix, seen, fix.at_ms - before_ms <= ENTRY_SEEN_MS);
    known.beyond = 0;
    return [{ kind: 'began', visit: known.visit }];
  }

  /** A lane says that a truck crossed; nothing where it was not followed there. */
  takeCrossing(truck: string, port: string, direction: Direction, at_ms: number): PortVisitEvent[] {
    const known = this.#trucks.get(truck);
    const visit = known?.visit;
    if (!known || !visit || visit.port !== port || at_ms < visit.entered_ms) return [];
    return [this.#end(known, { ...visit, direction }, 'crossed', at_ms, true)];
  }

  /** Ends visits of trucks that fell silent. */
  tick(now_ms: number): PortVisitEvent[] {
    const events: PortVisitEvent[] = [];
    for (const [truck, known] of this.#trucks) {
      if (now_ms - known.heard_ms <= SILENT_MS) continue;
      if (known.visit) events.push(this.#end(known, known.visit, 'silent', known.heard_ms, false));
      this.#trucks.delete(truck);
    }
    return events;
  }

  #go(known: Tracked, visit: PortVisit, fix: PortFix, seen: Seen | null): PortVisitEvent[] {
    const passed_ms = Math.min(GAP_MS, fix.at_ms - visit.heard_ms);
    const stood_ms = visit.stood_ms + (fix.speed_kmh < STANDING_KMH ? passed_ms : 0);
    const now: PortVisit = { ...visit, stood_ms, heard_ms: fix.at_ms };
    known.visit = now;
    const area = this.#areas.get(visit.port);
    if (area === undefined) return [];
    const { abroad_m, away_m } = seeFrom(area, fix);
    const beyond_m = visit.direction === 'out' ? abroad_m : -abroad_m;
    known.beyond = beyond_m > area.beyond_m ? known.beyond + 1 : 0;
    if (known.beyond === 1) known.beyond_ms = fix.at_ms;
    if (known.beyond >= BEYOND_FIXES) return [this.#end(known, now, 'crossed', known.beyond_ms, false)];
    if (seen !== null) return [];
    if (beyond_m > 0) return [this.#end(known, now, 'crossed', fix.at_ms, false)];
    const end = stood_ms >= WAITED_MS ? 'turned_away' : 'passed';
    const event = this.#end(known, now, end, fix.at_ms, false);
    if (away_m > area.approach_m) known.leaving = null;
    return [event];
  }

  #end(
    known: Tracked,
    visit: PortVisit,
    end: PortVisitEnd,
    at_ms: number,
    seen: boolean,
  ): Extract<PortVisitEvent, { kind: 'ended' }> {
    [known.visit, known.leaving, known.beyond] = [null, visit.port, 0];
    return { kind: 'ended', visit, end, at_ms, seen };
  }

  /** The area that a position lies in; the one in which its truck is already reaches a little farther. */
  #nearest(fix: PortFix, current: string | null): Seen | null {
    let best: Seen | null = null;
    for (const area of this.#areas.values()) {
      if (Math.abs(fix.lat - area.lat) > 0.05 || Math.abs(fix.lon - area.lon) > 0.05) continue;
      const seen = seeFrom(area, fix);
      const reach_m = area.approach_m + (area.code === current ? SPARE_M : 0);
      if (seen.away_m <= reach_m && (best === null || seen.away_m < best.away_m)) best = seen;
    }
    return best;
  }
}

function seeFrom(area: PortArea, { lon, lat }: Pick<PortFix, 'lon' | 'lat'>): Seen {
  const east_m = (lon - area.lon) * lonDegree_m(area.lat);
  const north_m = (lat - area.lat) * latDegree_m(area.lat);
  const bearing = (area.abroad_deg * Math.PI) / 180;
  const abroad_m = east_m * Math.sin(bearing) + north_m * Math.cos(bearing);
  return { area, away_m: Math.hypot(east_m, north_m), abroad_m };
}

/** Who comes from abroad goes in. One that is first seen near the middle is taken to come from where it is. */
const visitOf = (fix: PortFix, { area, abroad_m }: Seen, entry_seen: boolean): PortVisit => ({
  ...{ truck: fix.truck, class: fix.class, port: area.code, direction: abroad_m > 0 ? 'in' : 'out' },
  ...{ entered_ms: fix.at_ms, entry_seen, stood_ms: 0, heard_ms: fix.at_ms },
});
