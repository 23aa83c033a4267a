import type { PlanTemplate } from '@opentocc/contract';
import { crowd, metroStop, roadCut } from './disruptions.ts';
import { rain } from './rain.ts';
import { typhoon } from './typhoon.ts';

/** Plans that every installation can start from; they are drafts until somebody publishes them. */
export const PLAN_TEMPLATES: readonly PlanTemplate[] = [
  {
    ...{ key: 'typhoon', document: typhoon },
    about: { zh: '二级、一级响应，停运，恢复', en: 'Response II and I, transport stopped, recovery' },
  },
  {
    ...{ key: 'rain', document: rain },
    about: { zh: '按预警颜色停驶公交线路', en: 'Bus routes stop by the colour of the warning' },
  },
  {
    ...{ key: 'road-cut', document: roadCut },
    about: { zh: '绕行、抢通、首报续报终报', en: 'Detour, clearance, reports' },
  },
  {
    ...{ key: 'metro-stop', document: metroStop },
    about: { zh: '公交接驳与站外秩序', en: 'Bus bridging and order outside stations' },
  },
  {
    ...{ key: 'crowd', document: crowd },
    about: { zh: '增发公交、引导车辆、道路分流', en: 'More buses, taxis led there, roads diverted' },
  },
];
