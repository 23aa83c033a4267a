import {
  type Direction,
  openSpans,
  type PortArea,
  type PortFix,
  type PortVisit,
  type PortVisitEvent,
  PortVisits,
} from '@opentocc/core/freight';
import { AREA, PARKED_MS, type PortsNeeds, type VisitRow } from './model.ts';
import type { PortStore } from './store.ts';

interface Deps {
  readonly store: PortStore;
  readonly needs: PortsNeeds;
}

type Ended = Extract<PortVisitEvent, { kind: 'ended' }>;

/**
 * Trucks in the approach areas of the ports, by their positions and by what lanes say. Reads are of memory; what changes is
 * written in order, a few times a minute, and what could not be written waits.
 */
export function createFollowing({ store, needs }: Deps) {
  let visits = new PortVisits([]);
  let waiting: PortVisitEvent[] = [];
  let writing: Promise<void> = Promise.resolve();

  const take = (events: readonly PortVisitEvent[]) => waiting.push(...events);

  async function write(): Promise<void> {
    const events = waiting;
    waiting = [];
    try {
      await store.transaction(async (tx) => {
        const queries = store.of(tx);
        for (const event of events)
          if (event.kind === 'began') await queries.addVisits([rowOf(event.visit)]);
          else await queries.saveVisit(event.visit.truck, event.visit.entered_ms, endedOf(event, needs));
        for (const { truck, entered_ms, stood_ms, heard_ms } of visits.open)
          await queries.saveVisit(truck, entered_ms, { stood_ms, heard_ms });
      });
    } catch (error) {
      waiting = [...events, ...waiting];
      throw error;
    }
  }

  return {
    async load(): Promise<void> {
      visits = new PortVisits(needs.ports().map(areaOf));
      visits.resume(await store.listOpenVisits());
    },
    /** Trucks that wait now. */
    open: (): readonly PortVisit[] => visits.open,
    takeFix: (fix: PortFix) => take(visits.takeFix(fix)),
    takeCrossing: (truck: string, port: string, direction: Direction, at_ms: number) =>
      take(visits.takeCrossing(truck, port, direction, at_ms)),
    /** Ends visits of who fell silent, and writes what changed. */
    tick(now_ms: number): Promise<void> {
      take(visits.tick(now_ms));
      return this.flush();
    },
    flush(): Promise<void> {
      writing = writing.catch(() => undefined).then(write);
      return writing;
    },
  };
}

export type Following = ReturnType<typeof createFollowing>;

export const areaOf = ({ code, lon, lat }: { code: string; lon: number; lat: number }): PortArea => ({
  ...{ code, lon, lat },
  ...AREA,
});

const rowOf = (visit: PortVisit): Omit<VisitRow, 'id'> => ({
  ...visit,
  ...{ end: null, end_ms: null, seen: false, excluded: null },
});

export function endedOf(
  event: Ended,
  needs: Pick<PortsNeeds, 'states'>,
): Partial<Omit<VisitRow, 'id' | 'truck'>> {
  const { visit, end, at_ms, seen } = event;
  const { direction, stood_ms, heard_ms } = visit;
  return {
    ...{ direction, stood_ms, heard_ms, end, end_ms: at_ms, seen },
    excluded: excludedOf(event, needs),
  };
}

/** The rule by which no wait is taken of a visit. */
function excludedOf({ visit, end, at_ms }: Ended, needs: Pick<PortsNeeds, 'states'>): VisitRow['excluded'] {
  if (end === 'passed') return 'passed';
  if (!visit.entry_seen) return 'entry_unseen';
  if (at_ms - visit.entered_ms > PARKED_MS) return 'parked';
  const spans = openSpans(needs.states(), visit, visit.entered_ms, Math.max(at_ms, visit.entered_ms + 1));
  const open_ms = spans.reduce((all, { from_ms, to_ms }) => all + to_ms - from_ms, 0);
  return open_ms < at_ms - visit.entered_ms ? 'closed' : null;
}
