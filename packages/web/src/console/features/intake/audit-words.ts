import type { AuditWords } from '../../feature.ts';

/** What the audit calls what is done with calls and with what comes in by machines. */
export const auditWords: AuditWords = {
  acts: {
    'calls.seat': { zh: '设置话务分机与状态', en: 'Sat down at an extension, or got up' },
    'calls.reveal': { zh: '查看来电号码', en: 'Saw the number of a call in full' },
    'calls.declare-exemption': { zh: '申报话务除外时段', en: 'Declared exempt hours of calls' },
    'calls.decide-exemption': { zh: '决定话务除外时段', en: 'Decided on exempt hours of calls' },
    'POST /api/v1/calls/exemptions': { zh: '申报话务除外时段', en: 'Declared exempt hours of calls' },
    'POST /api/v1/calls/exemptions/:id/decision': {
      zh: '决定话务除外时段',
      en: 'Decided on exempt hours of calls',
    },
    'intake.transfer': { zh: '12345 转来工单', en: 'Handed a case over (12345)' },
    'intake.peer': { zh: '选择 12345 回传地址', en: 'Chose where 12345 is answered' },
    'intake.release': { zh: '放行暂存件', en: 'Released what was held back' },
    'intake.join': { zh: '并入首件', en: 'Joined what was held back to a case' },
    'intake.discard': { zh: '不作处理', en: 'Discarded what was held back' },
    'PUT /api/v1/calls/seat': { zh: '设置话务分机与状态', en: 'Sat down at an extension, or got up' },
    'POST /api/v1/calls/:id/number': { zh: '查看来电号码', en: 'Saw the number of a call in full' },
    'POST /api/v1/transfers': { zh: '12345 转来工单', en: 'Handed a case over (12345)' },
    'PUT /api/v1/intake/peer': { zh: '选择 12345 回传地址', en: 'Chose where 12345 is answered' },
    'POST /api/v1/intake/held/:id/release': { zh: '放行暂存件', en: 'Released what was held back' },
    'POST /api/v1/intake/held/:id/joining': { zh: '并入首件', en: 'Joined what was held back to a case' },
    'POST /api/v1/intake/held/:id/discarding': { zh: '不作处理', en: 'Discarded what was held back' },
  },
  subjects: {
    call: { zh: '来电', en: 'Call' },
    exemption: { zh: '除外时段', en: 'Exempt hours' },
    agent: { zh: '话务员', en: 'Agent' },
    transfer: { zh: '转来工单', en: 'Transfer' },
    held: { zh: '暂存件', en: 'Held back' },
  },
};
