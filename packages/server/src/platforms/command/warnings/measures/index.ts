import { badLinks } from './bad-links.ts';
import { detectorFlow } from './detector-flow.ts';
import { detectorOccupancy } from './detector-occupancy.ts';
import { detectorSilence } from './detector-silence.ts';
import { detectorSpeed } from './detector-speed.ts';
import { groupIndex } from './group-index.ts';
import { groupSpeed } from './group-speed.ts';
import { linkSpeed } from './link-speed.ts';
import type { Measure } from './measure.ts';
import { sourceSilence } from './source-silence.ts';
import { timeRatio } from './time-ratio.ts';

export type { Measure } from './measure.ts';

/** Everything that a rule may look at; a new measure is a file and a line here. */
export const MEASURES: readonly Measure[] = [
  groupIndex,
  groupSpeed,
  badLinks,
  linkSpeed,
  timeRatio,
  sourceSilence,
  detectorSpeed,
  detectorFlow,
  detectorOccupancy,
  detectorSilence,
];

export const findMeasure = (code: string): Measure | undefined => MEASURES.find((one) => one.code === code);
