import type { AuditWords } from '../../feature.ts';

/** What the audit calls what is done with situations. */
export const auditWords: AuditWords = {
  acts: {
    'situations.report': { zh: '登记接报', en: 'Reported a situation' },
    'situations.acknowledge': { zh: '确认知悉事件', en: 'Acknowledged a situation' },
    'situations.own': { zh: '接手或移交事件', en: 'Took a situation over, or handed it on' },
    'situations.move': { zh: '变更事件状态', en: 'Changed the state of a situation' },
    'situations.correct': { zh: '更正事件要素', en: 'Corrected the facts of a situation' },
    'situations.note': { zh: '记录事件进展', en: 'Wrote a note on a situation' },
    'situations.attach': { zh: '添加事件附件', en: 'Attached a file to a situation' },
    'situations.merge': { zh: '合并事件', en: 'Merged two situations' },
    'situations.split': { zh: '拆分事件', en: 'Split a situation' },
    'situations.refuse': { zh: '否决合并建议', en: 'Refused a proposal to merge' },
    'situations.file': { zh: '登记信息报送', en: 'Recorded a report upwards' },
    'situations.clock': { zh: '批准时限调整', en: 'Approved a change of a clock' },
    'situations.rule': { zh: '发布时限规则新版本', en: 'Added a version of a rule' },
    'situations.reveal': { zh: '查看报警人信息', en: 'Saw who called in full' },
    'POST /api/v1/situations': { zh: '登记接报', en: 'Reported a situation' },
    'POST /api/v1/situations/:id/acknowledgement': { zh: '确认知悉事件', en: 'Acknowledged a situation' },
    'POST /api/v1/situations/:id/owner': { zh: '接手或移交事件', en: 'Took a situation over' },
    'POST /api/v1/situations/:id/state': { zh: '变更事件状态', en: 'Changed the state of a situation' },
    'POST /api/v1/situations/:id/facts': { zh: '更正事件要素', en: 'Corrected the facts of a situation' },
    'POST /api/v1/situations/:id/notes': { zh: '记录事件进展', en: 'Wrote a note on a situation' },
    'POST /api/v1/situations/:id/attachments': { zh: '添加事件附件', en: 'Attached a file to a situation' },
    'POST /api/v1/situations/:id/merges': { zh: '合并事件', en: 'Merged two situations' },
    'POST /api/v1/situations/:id/splits': { zh: '拆分事件', en: 'Split a situation' },
    'POST /api/v1/situations/:id/refusals': { zh: '否决合并建议', en: 'Refused a proposal to merge' },
    'POST /api/v1/situations/:id/filings': { zh: '登记信息报送', en: 'Recorded a report upwards' },
    'POST /api/v1/situations/:id/clocks': { zh: '批准时限调整', en: 'Approved a change of a clock' },
    'POST /api/v1/situations/:id/callers/:report/reveal': {
      ...{ zh: '查看报警人信息', en: 'Saw who called in full' },
    },
    'GET /api/v1/situations/datex2': { zh: '导出事件（DATEX II）', en: 'Exported situations (DATEX II)' },
    'GET /api/v1/situations/:id/cap': { zh: '导出一起事件（CAP）', en: 'Exported a situation (CAP)' },
    'GET /api/v1/situations/:id/datex2': {
      ...{ zh: '导出一起事件（DATEX II）', en: 'Exported a situation (DATEX II)' },
    },
  },
  subjects: { situation: { zh: '事件', en: 'situation' } },
};
