import type { MeasureSpace } from '@opentocc/contract';
import type { City } from '../city.ts';
import { createDetectorSpace } from './detector-space.ts';
import { createGroupSpace } from './group-space.ts';
import { createLinkSpace } from './link-space.ts';
import { createSourceSpace } from './source-space.ts';
import type { Space } from './space.ts';

export { type Members, NO_PLACE, type Space, type Subject } from './space.ts';

export type Spaces = Readonly<Record<MeasureSpace, Space>>;

export const createSpaces = (city: City): Spaces => ({
  link: createLinkSpace(city.network),
  group: createGroupSpace(city),
  source: createSourceSpace(city),
  detector: createDetectorSpace(city),
});
