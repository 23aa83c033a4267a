import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of visits. */
export const auditWords = {
  acts: {
    'visits.commit': { zh: '固定回访名单并公布承诺', en: 'List of visits fixed' },
    'visits.reveal': { zh: '揭示抽样种子', en: 'Seed of a draw revealed' },
    'visits.claim': { zh: '领取回访', en: 'Visit taken' },
    'visits.contact': { zh: '查看回访电话', en: 'Number of a visit looked at' },
    'visits.release': { zh: '放回回访', en: 'Visit put back' },
    'visits.attempt': { zh: '记录未接通', en: 'Attempt written down' },
    'visits.answer': { zh: '记录回访结果', en: 'Answers written down' },
    'visits.link': { zh: '发送回访链接', en: 'Link of a visit sent' },
    'visits.own': { zh: '领取整改', en: 'Rectification taken' },
    'visits.rectified': { zh: '报告整改', en: 'Rectification reported' },
    'visits.judge': { zh: '整改销号或退回', en: 'Rectification judged' },
    'visits.rule': { zh: '修订回访规则', en: 'Rule of visits revised' },
  },
  groups: { 'visits.': { zh: '回访', en: 'Return visits' } },
  subjects: {
    visit: { zh: '回访', en: 'visit' },
    'visit-draw': { zh: '回访抽样', en: 'draw of visits' },
    'visit-rule': { zh: '回访规则', en: 'rule of visits' },
    rectification: { zh: '整改', en: 'rectification' },
  },
} satisfies AuditWords;
