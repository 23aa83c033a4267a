import { csvOf, type DetectorCount } from '@opentocc/contract';
import type { RegisteredDetector } from './model.ts';
import type { CountRow, DetectorStore } from './store.ts';

/** Counts are by five minutes, or by the period of a detector where that is longer. */
const STEP_S = 300;

const stepOf = ({ period_s }: Pick<RegisteredDetector, 'period_s'>) => Math.max(STEP_S, period_s);

/** An interval [from_ms, to_ms). */
export interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

/** Counts of one detector, oldest first. */
export async function countsOf(
  store: Pick<DetectorStore, 'count'>,
  detector: RegisteredDetector,
  span: Span,
): Promise<DetectorCount[]> {
  const span_s = stepOf(detector);
  const rows = await store.count({ detectors: [detector.id], ...span, step_ms: span_s * 1000 });
  return rows.map((row) => countOf(row, span_s));
}

const QUARTER_S = 900;

/** What one detector on a link counted in one quarter-hour. */
export interface QuarterCount {
  readonly detector: number;
  readonly link: number;
  readonly at_ms: number;
  readonly vehicles: number;
}

/** Counts of detectors that lie on a link, by quarter-hours that reports cover whole. */
export async function quarterCountsOf(
  store: Pick<DetectorStore, 'count'>,
  detectors: readonly RegisteredDetector[],
  span: Span,
): Promise<QuarterCount[]> {
  const link_of = new Map(detectors.map(({ id, link }) => [id, link]));
  const rows = await store.count({ detectors: [...link_of.keys()], ...span, step_ms: QUARTER_S * 1000 });
  return rows.flatMap(({ detector, at_ms, vehicles, covered_s }) => {
    const link = link_of.get(detector) ?? null;
    return link === null || covered_s < QUARTER_S ? [] : [{ detector, link, at_ms, vehicles }];
  });
}

/** The same of several as a table for spreadsheets, by time and detector. */
export async function countsCsv(
  store: Pick<DetectorStore, 'count'>,
  detectors: readonly RegisteredDetector[],
  span: Span,
): Promise<string> {
  const byId = new Map(detectors.map((detector) => [detector.id, detector]));
  const rows = await store.count({ detectors: [...byId.keys()], ...span, step_ms: STEP_S * 1000 });
  return csvOf([
    [
      'time',
      'detector',
      'link',
      'vehicles',
      'flow_vph',
      'speed_kmh',
      'occupancy_pct',
      'covered_s',
      'refused',
    ],
    ...rows.map((row) => {
      const { code, link } = byId.get(row.detector)!;
      const { at_ms, vehicles, flow_vph, speed_kmh, occupancy_pct, covered_s, rejected } = countOf(
        row,
        STEP_S,
      );
      const time = new Date(at_ms).toISOString();
      const values = [link, vehicles, flow_vph, speed_kmh, occupancy_pct, covered_s, rejected];
      return [time, code, ...values.map(cell)];
    }),
  ]);
}

const cell = (value: number | null) => (value === null ? '' : `${Math.round(value * 10) / 10}`);

function countOf(row: CountRow, span_s: number): DetectorCount {
  const { at_ms, vehicles, covered_s, timed, timed_h_per_km, occupied, occupied_s, rejected } = row;
  return {
    ...{ at_ms, span_s, covered_s, vehicles, rejected },
    flow_vph: covered_s > 0 ? (vehicles * 3600) / covered_s : null,
    speed_kmh: timed > 0 ? timed / timed_h_per_km : null,
    occupancy_pct: occupied_s > 0 ? occupied / occupied_s : null,
  };
}
