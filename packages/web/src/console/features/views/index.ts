import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** Pages saved under a name, for oneself and for one's unit. */
export const views = {
  name: 'views',
  texts: () => import('./texts.ts').then((m) => m.texts),
  bar: [
    {
      key: 'save',
      authority: 'views:use',
      load: () => import('./save-view.tsx').then((m) => m.SaveView),
    },
  ],
  desk: [
    {
      key: 'views',
      label: { zh: '视图', en: 'Saved views' },
      authority: 'views:use',
      roles: ['analyst'],
      replay: 'apart',
      load: () => import('./views-card.tsx').then((m) => m.ViewsCard),
    },
  ],
  finder: {
    authority: 'views:use',
    load: () => import('./find-views.ts').then((m) => m.findViews),
  },
  audit: auditWords,
} as const satisfies Feature;
