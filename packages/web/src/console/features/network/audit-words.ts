import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of links, and what they are about. */
export const auditWords = { subjects: { link: { zh: '路段', en: 'link' } } } satisfies AuditWords;
