import { LINK_CLASSES, LINK_FLAG, type LinkClass, type RoadNetwork } from '../network/index.ts';
import { TRAFFIC_PARAMETERS } from './traffic-parameters.ts';

type ByClass = Readonly<Record<LinkClass, number>>;

/** What is calibrated of roads, by class. */
export interface RoadFigures {
  /** Names the set; another set of figures has another version. */
  readonly version: string;
  /** Share of the limit that a free vehicle drives at least between signals. */
  readonly free_share: ByClass;
  /** Saturation flow of one lane, veh/h. */
  readonly lane_capacity_vph: ByClass;
  /** Speed of gaps upstream in a queue, m/s. */
  readonly wave_mps: ByClass;
}

const P = TRAFFIC_PARAMETERS;
const ofAll = (value: number): ByClass =>
  Object.fromEntries(LINK_CLASSES.map((name) => [name, value])) as Record<LinkClass, number>;

/** What is taken where nothing was measured and nobody set another value. */
export const ASSUMED_ROAD_FIGURES: RoadFigures = {
  version: P.version,
  free_share: ofAll(P.free_share_of_limit),
  lane_capacity_vph: P.lane_capacity_vph,
  wave_mps: ofAll(P.wave_mps),
};

/** Saturation flow of one lane of a link, veh/s. */
export function laneCapacity_vps(
  { link_class, link_flags }: RoadNetwork,
  link: number,
  { lane_capacity_vph }: RoadFigures = ASSUMED_ROAD_FIGURES,
): number {
  const isRamp = (link_flags[link] & LINK_FLAG.ramp) !== 0;
  const vph = lane_capacity_vph[LINK_CLASSES[link_class[link]]];
  return (isRamp ? Math.min(P.ramp_capacity_vph, vph) : vph) / 3600;
}

/** Class of a link by its name. */
export const classOf = ({ link_class }: RoadNetwork, link: number): LinkClass =>
  LINK_CLASSES[link_class[link]];
