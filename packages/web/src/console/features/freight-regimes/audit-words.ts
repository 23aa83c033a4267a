import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of regimes. */
export const auditWords = {
  acts: {
    'freight-regimes.draft': { zh: '起草规则集', en: 'Regime drafted' },
    'freight-regimes.change': { zh: '修改规则集草案', en: 'Draft of a regime changed' },
    'freight-regimes.check': { zh: '审查规则集草案', en: 'Draft of a regime checked' },
    'freight-regimes.discard': { zh: '作废规则集草案', en: 'Draft of a regime discarded' },
    'freight-regimes.announce': { zh: '公布规则集', en: 'Regime announced' },
    'freight-regimes.take-back': { zh: '撤回规则集', en: 'Regime taken back' },
    'freight-regimes.drill': { zh: '演练规则集切换', en: 'Switch of regimes drilled' },
    'freight-regimes.port-state': { zh: '公布口岸状态', en: 'State of a port announced' },
    'freight-regimes.port-end': { zh: '更改口岸状态的结束时间', en: 'End of a state of a port changed' },
  },
  groups: { 'freight-regimes.': { zh: '货运规则集', en: 'Freight regimes' } },
  subjects: {
    'freight-regime': { zh: '规则集', en: 'regime' },
    'freight-regime-draft': { zh: '规则集草案', en: 'draft of a regime' },
    'freight-port-state': { zh: '口岸状态', en: 'state of a port' },
  },
} satisfies AuditWords;
