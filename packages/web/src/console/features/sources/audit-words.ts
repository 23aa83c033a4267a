import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of sources and terminals, and what they are about. */
export const auditWords = {
  acts: {
    'sources.add': { zh: '新建数据源（命令行）', en: 'Source made (command line)' },
    'sources.edit': { zh: '修改数据源（命令行）', en: 'Source changed (command line)' },
    'sources.retire': { zh: '停用数据源（命令行）', en: 'Source retired (command line)' },
    'sources.restore': { zh: '恢复数据源（命令行）', en: 'Source restored (command line)' },
    'sources.import': { zh: '导入车辆名册（命令行）', en: 'Roster imported (command line)' },
    'PUT /api/v1/sources/:id/platform': { zh: '登记下级平台', en: 'Platform registered' },
    'POST /api/v1/sources/:id/platform/password': {
      zh: '更换下级平台口令',
      en: 'Password of a platform renewed',
    },
    'DELETE /api/v1/sources/:id/platform': { zh: '撤销下级平台', en: 'Platform removed' },
    'terminals.approved': { zh: '批准终端接入', en: 'Terminal taken in' },
    'terminals.refused': { zh: '拒绝终端接入', en: 'Terminal turned away' },
  },
  groups: { 'terminals.': { zh: '终端', en: 'Terminals' } },
  subjects: {
    terminal: { zh: '终端', en: 'terminal' },
    'terminal-decision': { zh: '终端处理', en: 'terminal decision' },
    source: { zh: '数据源', en: 'source' },
  },
} satisfies AuditWords;
