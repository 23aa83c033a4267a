import type { Feature } from '../../feature.ts';
import { casesSearch } from './address.ts';
import { auditWords } from './audit-words.ts';

const CITIZEN = { group: 'citizen', under: '/cases' } as const;

/** 12328 工单: what citizens ask and complain of, who answers, by when. */
export const cases = {
  name: 'cases',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/cases', label: { zh: '工单', en: 'Cases' }, group: 'citizen', authority: 'cases:read' },
    {
      ...{ to: '/cases/desk', label: { zh: '坐席工作台', en: "Agent's desk" } },
      ...{ ...CITIZEN, authority: 'cases:take' },
    },
    {
      ...{ to: '/cases/inbox', label: { zh: '承办', en: 'Inbox' } },
      ...{ ...CITIZEN, authority: 'cases:handle' },
    },
    {
      ...{ to: '/cases/board', label: { zh: '督办', en: 'Supervision' } },
      ...{ ...CITIZEN, authority: 'cases:supervise' },
    },
  ],
  pages: [
    {
      path: '/cases',
      authority: 'cases:read',
      search: casesSearch,
      load: () => import('./list/cases-page.tsx').then((m) => m.CasesPage),
    },
    {
      path: '/cases/desk',
      authority: 'cases:take',
      load: () => import('./desk/desk-page.tsx').then((m) => m.DeskPage),
    },
    {
      path: '/cases/inbox',
      authority: 'cases:handle',
      search: casesSearch,
      load: () => import('./inbox/inbox-page.tsx').then((m) => m.InboxPage),
    },
    {
      path: '/cases/board',
      authority: 'cases:supervise',
      load: () => import('./board/board-page.tsx').then((m) => m.BoardPage),
    },
    {
      path: '/cases/$case',
      authority: 'cases:read',
      accepts: ({ case: id }) => /^[1-9]\d{0,8}$/.test(id),
      load: () => import('./list/case-page.tsx').then((m) => m.CasePage),
    },
  ],
  desk: [
    {
      key: 'hotline',
      label: { zh: '12328 热线', en: '12328 hotline' },
      authority: 'cases:read',
      roles: ['duty-officer', 'hotline-agent', 'hotline-supervisor', 'case-handler'],
      replay: 'apart',
      load: () => import('./hotline-card.tsx').then((m) => m.HotlineCard),
    },
  ],
  drawers: {
    vehicle: () => import('./on-map.tsx').then((m) => m.CasesOfVehicle),
    link: () => import('./on-map.tsx').then((m) => m.CasesOfLink),
    road: () => import('./on-map.tsx').then((m) => m.CasesOfRoad),
  },
  situation: () => import('./situation-part.tsx').then((m) => m.SituationPart),
  audit: auditWords,
} as const satisfies Feature;
