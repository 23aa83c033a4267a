export { reportOf } from './report-of.ts';
export { type DetectorsRun, type OwnerAccess, runDetectors } from './run-detectors.ts';
export {
  DETECTOR_OWNERS,
  type DetectorOwner,
  type DetectorSite,
  detectorCsv,
  detectorSites,
} from './sites.ts';
export { drivenTraffic, fieldTraffic, type SpotSpan, type SpotTraffic } from './spot-traffic.ts';
export { WorldSpots, type WorldSpotsOptions } from './world-spots.ts';
