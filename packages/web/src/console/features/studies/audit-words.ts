import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of studies, and what they are about. */
export const auditWords = {
  acts: {
    'studies.ask': { zh: '发起推演', en: 'Study asked for' },
    'studies.replay': { zh: '复算推演', en: 'Study run again' },
    'studies.cancel': { zh: '取消推演', en: 'Study cancelled' },
    'scores.confirm': { zh: '确认推演的事件正在发生', en: 'Incident of a study confirmed' },
    'scores.withdraw': { zh: '撤回推演的确认', en: 'Confirmation of a study withdrawn' },
    'suggestions.accept': { zh: '采纳管控建议为草稿', en: 'Suggestion accepted as a draft' },
    'suggestions.withdraw': { zh: '撤回管控草稿', en: 'Control draft withdrawn' },
  },
  groups: {
    'suggestions.': { zh: '管控建议', en: 'Control suggestions' },
    'studies.': { zh: '推演', en: 'Studies' },
    'scores.': { zh: '事后评分', en: 'Scores of studies' },
  },
  subjects: {
    study: { zh: '推演', en: 'study' },
    draft: { zh: '管控草稿', en: 'control draft' },
    'calibration-override': { zh: '道路参数修正', en: 'figure of roads' },
  },
} satisfies AuditWords;
