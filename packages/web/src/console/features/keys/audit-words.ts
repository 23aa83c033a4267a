import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of keys, and what they are about. */
export const auditWords = {
  acts: {
    'keys.create': { zh: '启用密钥', en: 'Key made' },
    'keys.rotate': { zh: '轮换密钥', en: 'Key rotated' },
    'keys.rotation-done': { zh: '密钥轮换完成', en: 'Key rotation done' },
  },
  groups: { 'keys.': { zh: '密钥', en: 'Keys' } },
  subjects: { key: { zh: '密钥', en: 'key' } },
} satisfies AuditWords;
