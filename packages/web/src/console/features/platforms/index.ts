import type { Feature } from '../../feature.ts';

/** Platforms of other operators (JT/T 809): whether somebody is on duty there, what they report, whom they have driving. */
export const platforms = {
  name: 'platforms',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    {
      to: '/platforms',
      label: { zh: '平台查岗', en: 'Platforms' },
      group: 'base',
      authority: 'interchange:read',
    },
  ],
  pages: [
    {
      path: '/platforms',
      authority: 'interchange:read',
      load: () => import('./platforms-page.tsx').then((m) => m.PlatformsPage),
    },
  ],
  audit: {
    acts: {
      'POST /api/v1/superiors': { zh: '登记上级平台', en: 'Superior platform registered' },
      'PUT /api/v1/superiors/:id': { zh: '修改上级平台', en: 'Superior platform changed' },
      'DELETE /api/v1/superiors/:id': { zh: '撤销上级平台', en: 'Superior platform removed' },
      'POST /api/v1/interchange/requests': { zh: '查岗或查询下级平台', en: 'Platform asked' },
      'POST /api/v1/interchange/alarms/:id/supervision': { zh: '督办报警', en: 'Alarm supervised' },
      'POST /api/v1/interchange/papers/:id/reveal': {
        zh: '查看驾驶员或运单全文',
        en: 'Driver or waybill seen in full',
      },
    },
    subjects: {
      superior: { zh: '上级平台', en: 'superior platform' },
      'platform-alarm': { zh: '平台报警', en: 'alarm of a platform' },
      'platform-paper': { zh: '驾驶员或运单', en: 'driver or waybill' },
    },
  },
} as const satisfies Feature;
