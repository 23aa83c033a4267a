import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

const READ = { group: 'freight', authority: 'trips:read' } as const;

/** 车次与预约: a firm declares a trip and books its slot; officers see all of them, and set what slots take. */
export const freightTrips = {
  name: 'freight-trips',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/freight/trips', label: { zh: '车次预约', en: 'Trips and slots' }, ...READ },
    {
      ...{ to: '/freight/trips/slots', label: { zh: '时段容量', en: 'Capacities' }, group: 'freight' },
      ...{ authority: 'trips:manage', under: '/freight/trips' },
    },
  ],
  pages: [
    {
      path: '/freight/trips',
      authority: 'trips:read',
      load: () => import('./trips-page.tsx').then((m) => m.TripsPage),
    },
    {
      path: '/freight/trips/slots',
      authority: 'trips:manage',
      load: () => import('./slots-page.tsx').then((m) => m.SlotsPage),
    },
    {
      path: '/freight/trips/$trip/permit',
      authority: 'trips:read',
      accepts: ({ trip }) => /^T\d{8}-\d{5,7}$/.test(trip),
      load: () => import('./permit-page.tsx').then((m) => m.PermitPage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
