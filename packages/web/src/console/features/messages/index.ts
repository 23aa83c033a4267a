import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** Messages to people and systems, and what of them did not arrive. */
export const messages = {
  name: 'messages',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/messages', label: { zh: '消息', en: 'Messages' }, group: 'base', authority: 'messages:read' },
  ],
  pages: [
    {
      path: '/messages',
      authority: 'messages:read',
      load: () => import('./messages-page.tsx').then((m) => m.MessagesPage),
    },
  ],
  bar: [
    {
      key: 'inbox',
      authority: 'messages:inbox',
      load: () => import('./inbox-button.tsx').then((m) => m.InboxButton),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
