import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

const READ = { group: 'freight', authority: 'cold-chain:read' } as const;
const TRACE = { group: 'freight', authority: 'cold-chain:trace' } as const;
const ROOT = '/freight/cold-chain';

/** 冷链: cold goods on their way, in the warehouse, and back from every holder. */
export const freightColdChain = {
  name: 'freight_cold_chain',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: ROOT, label: { zh: '冷链', en: 'Cold chain' }, ...READ },
    { to: `${ROOT}/warehouse`, label: { zh: '监管仓', en: 'Warehouse' }, ...READ, under: ROOT },
    { to: `${ROOT}/trace`, label: { zh: '追溯', en: 'Trace' }, ...TRACE, under: ROOT },
    { to: `${ROOT}/recalls`, label: { zh: '召回', en: 'Recalls' }, ...TRACE, under: ROOT },
    {
      ...{ to: `${ROOT}/notices`, label: { zh: '召回通知', en: 'Recall notices' }, under: ROOT },
      ...{ group: 'freight', authority: 'cold-chain:declare' },
    },
  ],
  pages: [
    {
      path: '/freight/cold-chain',
      authority: 'cold-chain:read',
      load: () => import('./goods-page.tsx').then((m) => m.GoodsPage),
    },
    {
      path: '/freight/cold-chain/warehouse',
      authority: 'cold-chain:read',
      load: () => import('./warehouse-page.tsx').then((m) => m.WarehousePage),
    },
    {
      path: '/freight/cold-chain/trace',
      authority: 'cold-chain:trace',
      load: () => import('./trace-page.tsx').then((m) => m.TracePage),
    },
    {
      path: '/freight/cold-chain/recalls',
      authority: 'cold-chain:trace',
      load: () => import('./recalls-page.tsx').then((m) => m.RecallsPage),
    },
    {
      path: '/freight/cold-chain/recalls/$recall',
      authority: 'cold-chain:trace',
      accepts: ({ recall }) => /^H\d{8}-\d{4,9}$/.test(recall),
      load: () => import('./recall-page.tsx').then((m) => m.RecallPage),
    },
    {
      path: '/freight/cold-chain/notices',
      authority: 'cold-chain:declare',
      load: () => import('./notices-page.tsx').then((m) => m.NoticesPage),
    },
    {
      path: '/freight/cold-chain/$consignment',
      authority: 'cold-chain:read',
      accepts: ({ consignment }) => /^C\d{8}-\d{4,9}$/.test(consignment),
      load: () => import('./consignment-page.tsx').then((m) => m.ConsignmentPage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
