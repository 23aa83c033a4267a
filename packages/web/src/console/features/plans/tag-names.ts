import type { Bilingual } from '@opentocc/contract';
import { useSay } from './say.ts';

/** What the tags that come with the product are called; those that a centre makes stand as they are. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  'city-centre': { zh: '市中心', en: 'city centre' },
  'sub-centre': { zh: '分中心', en: 'sub-centre' },
  department: { zh: '部门', en: 'department' },
  police: { zh: '交警', en: 'police' },
  bus: { zh: '公交', en: 'bus' },
  metro: { zh: '轨道', en: 'metro' },
  weather: { zh: '气象', en: 'weather' },
};

/** The name of a tag of units. */
export function useTagName(): (tag: string) => string {
  const say = useSay();
  return (tag) => say(NAMES[tag] ?? { zh: tag });
}
