import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of plans, and what they are about. */
export const auditWords = {
  groups: {
    'POST /api/v1/plans': { zh: '编制、发布、启动预案', en: 'Plan written, published or started' },
    'PUT /api/v1/plans': { zh: '修改预案', en: 'Plan changed' },
    'POST /api/v1/plan-runs': { zh: '指挥预案', en: 'Running plan commanded' },
    'POST /api/v1/plan-tasks': { zh: '办理预案任务', en: 'Task of a plan seen to' },
    'PUT /api/v1/plan-units': { zh: '设置机构的预案标签', en: 'Tags of a unit set' },
  },
  subjects: {
    plan: { zh: '预案', en: 'plan' },
    'plan-run': { zh: '预案执行', en: 'running plan' },
    'plan-task': { zh: '预案任务', en: 'task of a plan' },
  },
} satisfies AuditWords;
