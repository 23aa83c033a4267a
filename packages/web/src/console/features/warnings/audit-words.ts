import type { AuditWords } from '../../feature.ts';

/** What the audit calls what is done about warnings. */
export const auditWords: AuditWords = {
  acts: {
    'warnings.acknowledge': { zh: '确认预警', en: 'Acknowledged a warning' },
    'warnings.unacknowledge': { zh: '撤回确认', en: 'Took an acknowledgement back' },
    'warnings.take_over': { zh: '接手预警', en: 'Took a warning over' },
    'warnings.offer': { zh: '移交预警', en: 'Offered a warning' },
    'warnings.accept': { zh: '接受移交', en: 'Accepted a warning' },
    'warnings.decline': { zh: '拒绝移交', en: 'Declined a warning' },
    'warnings.note': { zh: '备注预警', en: 'Noted on a warning' },
    'warnings.close': { zh: '人工结束预警', en: 'Closed a warning' },
    'rules.add': { zh: '新建预警规则', en: 'Made a warning rule' },
    'rules.change': { zh: '修改预警规则', en: 'Changed a warning rule' },
    'rules.retire': { zh: '停用预警规则', en: 'Retired a warning rule' },
    'silences.set': { zh: '静默预警', en: 'Silenced warnings' },
    'silences.end': { zh: '结束静默', en: 'Ended a silence' },
    'inhibitions.set': { zh: '修改抑制关系', en: 'Changed what holds back what' },
  },
  subjects: {
    warning: { zh: '预警', en: 'warning' },
    rule: { zh: '规则', en: 'rule' },
    silence: { zh: '静默', en: 'silence' },
  },
};
