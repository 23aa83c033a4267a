import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of saved views, and what they are about. */
export const auditWords = {
  acts: {
    'views.save': { zh: '保存视图', en: 'View saved' },
    'views.rename': { zh: '重命名视图', en: 'View renamed' },
    'views.share': { zh: '共享视图', en: 'View shared' },
    'views.unshare': { zh: '取消共享视图', en: 'Sharing of a view ended' },
    'views.delete': { zh: '删除视图', en: 'View deleted' },
  },
  groups: { 'views.': { zh: '视图', en: 'Views' } },
  subjects: { view: { zh: '视图', en: 'view' } },
} satisfies AuditWords;
