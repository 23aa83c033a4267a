import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of filing. */
export const auditWords = {
  acts: {
    'filing.file': { zh: '申报备案', en: 'Entry filed' },
    'filing.change': { zh: '修改备案', en: 'Entry changed' },
    'filing.submit': { zh: '提交或撤回备案', en: 'Entry handed in or taken back' },
    'filing.photo': { zh: '添加备案照片', en: 'Photograph added' },
    'filing.decide': { zh: '核对备案', en: 'Entry checked' },
    'filing.approve': { zh: '批量通过备案', en: 'Entries approved' },
    'filing.suspend': { zh: '暂停备案', en: 'Entry suspended' },
    'filing.reinstate': { zh: '恢复备案', en: 'Entry reinstated' },
    'filing.remove': { zh: '移出备案', en: 'Entry removed' },
    'filing.appeal': { zh: '提出申诉', en: 'Appeal made' },
    'filing.appeal-decision': { zh: '裁定申诉', en: 'Appeal decided' },
    'filing.reveal': { zh: '查看备案个人信息', en: 'Personal data of an entry looked at' },
    'filing.import': { zh: '批量备案', en: 'List filed' },
  },
  groups: { 'filing.': { zh: '货运备案', en: 'Filing' } },
  subjects: { filing: { zh: '备案', en: 'entry on file' } },
} satisfies AuditWords;
