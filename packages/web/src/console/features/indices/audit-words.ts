import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of the indices, and what they are about. */
export const auditWords = {
  subjects: { 'index-standard': { zh: '指数参数', en: 'index parameters' } },
} satisfies AuditWords;
