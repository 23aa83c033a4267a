export { type Baseline, California, NormalDeviate, QuantileBaseline } from './baselines.ts';
export { CrowdedHubs, type CrowdingOptions, DEFAULT_CROWDING, type HubCrowding } from './hub-crowding.ts';
export { INCIDENT_WEIGHTS } from './incident-heads.ts';
export { type DetectionWindow, LinkEvidence } from './link-evidence.ts';
export {
  type LinkNormal,
  LinkNormals,
  normalKinds,
  type PastQuarter,
  QUARTERS_OF_DAY,
} from './link-normals.ts';
export { DEFAULT_DETECTION, type DetectionOptions } from './options.ts';
export { type FreshPasses, SlowRuns } from './slow-runs.ts';
export { type Slowdown, type SlowdownChanges, SlowdownDetector } from './slowdown-detector.ts';
export { SLOWDOWN_KINDS, type SlowdownKind, type SlowdownShape } from './slowdown-shape.ts';
