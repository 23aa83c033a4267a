import type { PointKind } from './trip.ts';
import type { Words } from './words.ts';

export const POINT_WORDS: Readonly<Record<PointKind, Words>> = {
  port: { zh: '口岸', en: 'port' },
  site: { zh: '作业点', en: 'work site' },
  lodging: { zh: '住宿点', en: 'lodging' },
  transfer: { zh: '接驳点', en: 'transfer point' },
  service: { zh: '服务区', en: 'service area' },
};
