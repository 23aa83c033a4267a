export { aggregateLinks, type GroupValues } from './aggregate-links.ts';
export { type IndexBands, interpolate, type Provenance } from './bands.ts';
export { type EstimateDeps, estimateLinkStates } from './estimate-link-states.ts';
export { assumedFreeFlow_kmh } from './free-flow.ts';
export {
  type FreeFlow,
  FreeFlowProfile,
  type FreeFlowRule,
  passesByte,
  slotByte,
  slotSpeed_kmh,
  slotsOfDay,
} from './free-flow-profile.ts';
export type { FusionOptions } from './fusion-options.ts';
export {
  GB_33171_2016,
  type Gb33171,
  type GbAnnex,
  type GbMeasures,
  gbIndexOf,
  trafficStateOf,
} from './gb33171.ts';
export {
  type DaySpan,
  INDEX_CONFIGS,
  type IndexConfig,
  indexConfigAt,
  type NetworkWeights,
} from './index-config.ts';
export { detectionsOf, type LinkDetections, type SpotCount } from './link-detections.ts';
export { type FusionDeps, type FusionPart, LinkFusion } from './link-fusion.ts';
export {
  DEFAULT_STAND_RULES,
  LEFT_OUT,
  type LeftOut,
  type LinkPass,
  type StandRules,
} from './link-passes.ts';
export * from './link-state.ts';
export { SHENZHEN_INDEX, type ShenzhenIndex, shenzhenBandOf, shenzhenIndexOf } from './shenzhen-index.ts';
export { harmonicMean_kmh, type SpeedOfVehicles, spaceMean_kmh } from './spot-speed.ts';
export { topSpeed_kmh } from './top-speed.ts';
export { TravelAccumulator, type TravelOptions } from './travel-accumulator.ts';
export { addEnded, addInto, type EndedPasses, noEndedPasses, type TravelSums } from './travel-sums.ts';
export type { LinkExpectation } from './vehicle-pace.ts';
