import type { DetectorFault } from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { lanesDiffer } from './judge-report.ts';
import { endOf, type StoredReport } from './model.ts';

/** When a fault opens and when it closes again, in reports of a detector. All assumed on 2026-11-27. */
export const FAULT_RULES = {
  /** Equal reports in a row that are stuck; reports that differ and end it. */
  stuck_after: 6,
  moves_after: 3,
  /** Reports that are looked back on; bad ones among them that open a fault, and at most as many as close it. */
  looked_at: 10,
  impossible_opens: 3,
  impossible_closes: 0,
  lanes_open: 6,
  lanes_close: 1,
  /** Nobody passed for so long by day, local hours. */
  nothing_ms: 2 * HOUR_MS,
  day_h: [7, 21],
} as const;

const SHANGHAI_MS = 8 * HOUR_MS;

interface Watched {
  readonly faults: Set<DetectorFault>;
  readonly refused: boolean[];
  readonly lanes: boolean[];
  last: string;
  equal: number;
  differing: number;
  nothing_since_ms: number | null;
}

/** What is wrong with each detector by its own reports: a fault opens and closes by rules of their own, so that it does not flicker. */
export class FaultWatch {
  readonly #watched = new Map<number, Watched>();

  /** Whether one more report with these values would be stuck. */
  isStuck(report: StoredReport): boolean {
    const known = this.#watched.get(report.detector);
    if (!known || report.vehicles === 0 || report.speed_kmh === null) return false;
    return valuesOf(report) === known.last && known.equal + 1 >= FAULT_RULES.stuck_after;
  }

  note(report: StoredReport): void {
    const known = this.#of(report.detector);
    noteEqual(known, report);
    noteShare(known, 'impossible', known.refused, isImpossible(report));
    noteShare(known, 'lanes_differ', known.lanes, lanesDiffer(report.lanes));
    noteNothing(known, report);
  }

  faultsOf(detector: number): DetectorFault[] {
    return [...(this.#watched.get(detector)?.faults ?? [])];
  }

  forget(detector: number): void {
    this.#watched.delete(detector);
  }

  #of(detector: number): Watched {
    const known = this.#watched.get(detector) ?? {
      faults: new Set<DetectorFault>(),
      refused: [],
      lanes: [],
      last: '',
      equal: 0,
      differing: 0,
      nothing_since_ms: null,
    };
    this.#watched.set(detector, known);
    return known;
  }
}

export const STUCK = 'stuck_value';

const isImpossible = ({ refused }: StoredReport) => refused !== null && refused !== STUCK;

const valuesOf = ({ vehicles, speed_kmh, occupancy_pct }: StoredReport) =>
  `${vehicles}/${speed_kmh}/${occupancy_pct}`;

function noteEqual(known: Watched, report: StoredReport): void {
  const values = valuesOf(report);
  const isEqual = values === known.last && report.vehicles > 0 && report.speed_kmh !== null;
  known.last = values;
  known.equal = isEqual ? known.equal + 1 : 1;
  known.differing = isEqual ? 0 : known.differing + 1;
  if (known.equal >= FAULT_RULES.stuck_after) known.faults.add('stuck');
  else if (known.differing >= FAULT_RULES.moves_after) known.faults.delete('stuck');
}

function noteShare(
  known: Watched,
  fault: 'impossible' | 'lanes_differ',
  seen: boolean[],
  isBad: boolean,
): void {
  const { looked_at, impossible_opens, impossible_closes, lanes_open, lanes_close } = FAULT_RULES;
  const [opens, closes] =
    fault === 'impossible' ? [impossible_opens, impossible_closes] : [lanes_open, lanes_close];
  seen.push(isBad);
  if (seen.length > looked_at) seen.shift();
  const bad = seen.filter(Boolean).length;
  if (bad >= opens) known.faults.add(fault);
  else if (bad <= closes) known.faults.delete(fault);
}

/** A loop that died counts nobody; at night that is what roads are like. */
function noteNothing(known: Watched, report: StoredReport): void {
  const [from_h, to_h] = FAULT_RULES.day_h;
  const hour = ((report.begin_ms + SHANGHAI_MS) % DAY_MS) / HOUR_MS;
  const isDay = hour >= from_h && hour < to_h;
  if (report.vehicles > 0) {
    known.nothing_since_ms = null;
    known.faults.delete('counts_nothing');
  } else if (isDay) {
    known.nothing_since_ms ??= report.begin_ms;
    if (endOf(report) - known.nothing_since_ms >= FAULT_RULES.nothing_ms) known.faults.add('counts_nothing');
  } else known.nothing_since_ms = null;
}
