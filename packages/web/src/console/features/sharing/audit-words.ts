import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of sharing, and what they are about. */
export const auditWords = {
  acts: {
    'sharing.apply': { zh: '申请共享', en: 'Sharing applied for' },
    'sharing.approved': { zh: '批准申请', en: 'Application approved' },
    'sharing.refused': { zh: '不批准申请', en: 'Application refused' },
    'sharing.issue-key': { zh: '领取密钥', en: 'Key collected' },
    'sharing.rotate-key': { zh: '轮换共享密钥', en: 'Shared key rotated' },
    'sharing.revoke-key': { zh: '吊销共享密钥', en: 'Shared key revoked' },
  },
  groups: { 'sharing.': { zh: '共享', en: 'Sharing' } },
  subjects: {
    'sharing-application': { zh: '共享申请', en: 'application' },
    'api-key': { zh: '接口密钥', en: 'API key' },
  },
} satisfies AuditWords;
