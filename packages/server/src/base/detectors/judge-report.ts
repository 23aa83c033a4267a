import type { Bilingual, DetectorReport, LaneReport } from '@opentocc/contract';
import type { RegisteredDetector } from './model.ts';

/** What no detector can have measured. All assumed on 2026-11-27, wide enough for what was seen on real roads. */
export const IMPOSSIBLE = {
  /** Vehicles of one lane in an hour: headways of 1.2 s all along; and further ones in a short period. */
  lane_capacity_vph: 3000,
  bunch: 3,
  speed_kmh: 200,
  /** Mean length of vehicles that count, speed and occupancy imply, m; looked at from a least number of vehicles on. */
  shortest_m: 1,
  longest_m: 40,
  least_vehicles: 5,
} as const;

type Part = Pick<LaneReport, 'vehicles' | 'speed_kmh' | 'occupancy_pct'> & { readonly lanes: number };

interface Rule {
  readonly code: string;
  readonly says: Bilingual;
  isBroken(part: Part, period_s: number): boolean;
}

/** One rule, one thing that cannot be; looked at for each lane, and for the whole where no lanes are stated. */
export const RULES: readonly Rule[] = [
  {
    code: 'occupancy_above_100',
    says: { zh: '占有率超过 100%', en: 'occupancy above 100 %' },
    isBroken: ({ occupancy_pct }) => (occupancy_pct ?? 0) > 100,
  },
  {
    code: 'speed_without_vehicles',
    says: { zh: '车辆数为 0 却有速度', en: 'a speed of no vehicle' },
    isBroken: ({ vehicles, speed_kmh }) => vehicles === 0 && (speed_kmh ?? 0) > 0,
  },
  {
    code: 'speed_too_high',
    says: { zh: '平均速度超过 200 km/h', en: 'a mean speed above 200 km/h' },
    isBroken: ({ speed_kmh }) => (speed_kmh ?? 0) > IMPOSSIBLE.speed_kmh,
  },
  {
    code: 'above_capacity',
    says: {
      zh: '流量超过车道能力（每车道每小时 3000 辆）',
      en: 'more vehicles than lanes let pass (3,000 per lane and hour)',
    },
    isBroken: ({ vehicles, lanes }, period_s) =>
      vehicles > lanes * ((IMPOSSIBLE.lane_capacity_vph * period_s) / 3600 + IMPOSSIBLE.bunch),
  },
  {
    code: 'impossible_length',
    says: { zh: '流量、速度与占有率互相矛盾', en: 'count, speed and occupancy contradict each other' },
    isBroken: impliesNoVehicle,
  },
];

/** Occupancy is time covered: share × period × speed is the length of all vehicles of a lane together. */
function impliesNoVehicle({ vehicles, speed_kmh, occupancy_pct, lanes }: Part, period_s: number): boolean {
  if (!speed_kmh || !occupancy_pct || vehicles < IMPOSSIBLE.least_vehicles) return false;
  const length_m = ((occupancy_pct / 100) * period_s * (speed_kmh / 3.6) * lanes) / vehicles;
  return length_m < IMPOSSIBLE.shortest_m || length_m > IMPOSSIBLE.longest_m;
}

/** @returns code of the first rule that a report breaks, or null. */
export function ruleBroken(
  report: DetectorReport,
  { lanes }: Pick<RegisteredDetector, 'lanes'>,
): string | null {
  const { vehicles = 0, speed_kmh, occupancy_pct } = report;
  const parts = report.lanes?.map((lane) => ({ ...lane, lanes: 1 })) ?? [
    { vehicles, speed_kmh, occupancy_pct, lanes },
  ];
  const broken = RULES.find((rule) => parts.some((part) => rule.isBroken(part, report.period_s)));
  return broken?.code ?? null;
}

/** Lanes of which one counts nothing while those beside it count, or is far slower or faster than all others. */
export function lanesDiffer(lanes: readonly LaneReport[] | null): boolean {
  if (!lanes || lanes.length < 2) return false;
  const total = lanes.reduce((sum, { vehicles }) => sum + vehicles, 0);
  return lanes.some(({ vehicles, speed_kmh }) => {
    const others = lanes.length - 1;
    if (vehicles === 0) return total / others >= LEAST_BESIDE;
    const beside = lanes.flatMap((lane) =>
      lane.speed_kmh && lane.speed_kmh !== speed_kmh ? lane.speed_kmh : [],
    );
    if (!speed_kmh || beside.length === 0 || vehicles < LEAST_BESIDE) return false;
    return beside.every((other) => speed_kmh > FAR_APART * other || FAR_APART * speed_kmh < other);
  });
}

/** Assumed on 2026-11-27: vehicles of each other lane beside one that counts none; ratio of speeds. */
const LEAST_BESIDE = 5;
const FAR_APART = 2.5;
