import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of statistics. */
export const auditWords = {
  acts: { 'statistics.publish': { zh: '公布月报', en: 'Month published' } },
  groups: { 'statistics.': { zh: '热线统计', en: 'Statistics of the hotline' } },
  subjects: { month: { zh: '月报', en: 'month' } },
} satisfies AuditWords;
