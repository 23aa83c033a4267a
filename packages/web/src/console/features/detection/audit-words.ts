import type { AuditWords } from '../../feature.ts';

/** What the audit calls what is done with signals. */
export const auditWords: AuditWords = {
  acts: { 'POST /api/v1/signals/:id/verdicts': { zh: '判断识别信号', en: 'Judged a signal of detection' } },
  subjects: { signal: { zh: '识别信号', en: 'signal' } },
};
