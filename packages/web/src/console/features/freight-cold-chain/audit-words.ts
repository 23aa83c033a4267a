import type { AuditWords } from '../../feature.ts';

/** What the audit calls acts on cold goods. */
export const auditWords = {
  acts: {
    'cold-chain.declare': { zh: '申报冷链货物', en: 'Cold goods declared' },
    'cold-chain.depart': { zh: '冷链货物发车', en: 'Cold goods departed' },
    'cold-chain.call-off': { zh: '取消冷链申报', en: 'Declaration called off' },
    'cold-chain.arrive': { zh: '冷链货物入仓', en: 'Cold goods taken in' },
    'cold-chain.test': { zh: '登记检测结果', en: 'Test result entered' },
    'cold-chain.certify': { zh: '签发出库证明', en: 'Certificate issued' },
    'cold-chain.remove': { zh: '冷链货物出仓', en: 'Cold goods let out' },
    'cold-chain.revoke': { zh: '撤销出库证明', en: 'Certificate revoked' },
    'cold-chain.close-warning': { zh: '冷链预警销号', en: 'Warning of cold goods closed' },
    'cold-chain.set-rule': { zh: '修订温控规则', en: 'Rule of temperature revised' },
    'cold-chain.set-warehouse': { zh: '登记监管仓', en: 'Warehouse entered' },
    'cold-chain.move': { zh: '登记批次流转', en: 'Movements of lots entered' },
    'cold-chain.begin-recall': { zh: '发起召回', en: 'Recall begun' },
    'cold-chain.end-recall': { zh: '结束召回', en: 'Recall ended' },
    'cold-chain.answer-recall': { zh: '答复召回通知', en: 'Notice of recall answered' },
    'cold-chain.capture': { zh: '上报 EPCIS 事件', en: 'EPCIS events captured' },
  },
  groups: { 'cold-chain.': { zh: '冷链', en: 'Cold chain' } },
} as const satisfies AuditWords;
