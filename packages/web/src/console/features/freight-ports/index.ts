import type { Feature } from '../../feature.ts';

/** 口岸等候: trucks before the ports, now and in the next hours, and how good the forecasts were. */
export const freightPorts = {
  name: 'freight_ports',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    {
      to: '/freight/ports',
      label: { zh: '口岸等候', en: 'Ports' },
      group: 'freight',
      authority: 'ports:read',
    },
  ],
  pages: [
    {
      path: '/freight/ports',
      authority: 'ports:read',
      load: () => import('./ports-page.tsx').then((m) => m.PortsPage),
    },
  ],
  audit: {
    acts: { 'ports.lanes': { zh: '配置口岸通道', en: 'Set lanes of a port' } },
  },
} as const satisfies Feature;
