import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of itself, and requests that no service names, and what they are about. */
export const auditWords = {
  acts: { 'audit.export': { zh: '导出审计', en: 'Audit exported' } },
  groups: {
    'audit.': { zh: '审计', en: 'Audit' },
    'GET ': { zh: '读取类请求', en: 'Requests that read' },
    'POST ': { zh: '提交类请求', en: 'Requests that submit' },
    'PATCH ': { zh: '修改类请求', en: 'Requests that change' },
    'PUT ': { zh: '保存类请求', en: 'Requests that save' },
    'DELETE ': { zh: '删除类请求', en: 'Requests that remove' },
  },
  subjects: { system: { zh: '系统', en: 'system' }, anonymous: { zh: '未登录者', en: 'nobody signed in' } },
} satisfies AuditWords;
