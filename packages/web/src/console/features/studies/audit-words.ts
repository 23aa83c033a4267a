import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of studies, and what they are about. */
export const auditWords = {
  acts: {
    'studies.ask': { zh: '发起推演', en: 'Study asked for' },
    'studies.replay': { zh: '复算推演', en: 'Study run again' },
    'studies.cancel': { zh: '取消推演', en: 'Study cancelled' },
  },
  groups: { 'studies.': { zh: '推演', en: 'Studies' } },
  subjects: { study: { zh: '推演', en: 'study' } },
} satisfies AuditWords;
