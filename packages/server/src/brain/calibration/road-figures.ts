import type { CalibratedFigure, CalibrationOverride, RoadParameter } from '@opentocc/contract';
import { ASSUMED_ROAD_FIGURES, type RoadFigures, TRAFFIC_PARAMETERS } from '@opentocc/core/demand';
import { LINK_CLASSES, type LinkClass } from '@opentocc/core/network';
import type { StoredEstimate } from './store.ts';

const PARAMETERS = [
  'free_share',
  'lane_capacity_vph',
  'wave_mps',
] as const satisfies readonly RoadParameter[];

/** Each figure of roads: what a person set, else what history measured, else what is assumed. */
export function figuresOf(
  estimate: StoredEstimate | undefined,
  overrides: readonly CalibrationOverride[],
): CalibratedFigure[] {
  return PARAMETERS.flatMap((parameter) =>
    LINK_CLASSES.map((link_class, i): CalibratedFigure => {
      const { source, valid_from } = TRAFFIC_PARAMETERS;
      const assumed = { value: ASSUMED_ROAD_FIGURES[parameter][link_class], source, valid_from };
      const measured = parameter === 'free_share' ? measuredOf(estimate, i) : null;
      const override = overrides.find(
        (one) => one.withdrawn === null && one.parameter === parameter && one.link_class === link_class,
      );
      const value = override?.value ?? measured?.value ?? assumed.value;
      const origin = override ? 'overridden' : measured ? 'measured' : 'assumed';
      return { parameter, link_class, value, origin, assumed, measured, override: override ?? null };
    }),
  );
}

function measuredOf(estimate: StoredEstimate | undefined, class_index: number): CalibratedFigure['measured'] {
  const found = estimate?.summary.free_share[class_index];
  if (!estimate || !found) return null;
  const { from_day, to_day } = estimate.summary;
  const { share, links, quarters } = found;
  return {
    value: Math.round(share * 1000) / 1000,
    links,
    quarters,
    from_day,
    to_day,
    at_ms: estimate.made_ms,
  };
}

/** The figures as simulations take them; their version names the estimate and the overrides that they rest on. */
export function roadFiguresOf(
  figures: readonly CalibratedFigure[],
  estimate: StoredEstimate | undefined,
): RoadFigures {
  const of = (parameter: RoadParameter) =>
    Object.fromEntries(
      figures
        .filter((one) => one.parameter === parameter)
        .map(({ link_class, value }) => [link_class, value]),
    ) as Record<LinkClass, number>;
  const hasMeasured = figures.some(({ origin }) => origin === 'measured');
  const set = figures.flatMap(({ override }) => (override ? [override.id] : [])).sort((a, b) => a - b);
  const version = [
    ASSUMED_ROAD_FIGURES.version,
    ...(hasMeasured && estimate ? [estimate.version] : []),
    ...(set.length > 0 ? [`set-${set.join('-')}`] : []),
  ].join('+');
  return {
    version,
    free_share: of('free_share'),
    lane_capacity_vph: of('lane_capacity_vph'),
    wave_mps: of('wave_mps'),
  };
}
