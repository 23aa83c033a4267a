import type { AuditWords } from '../../feature.ts';

/** What the audit calls what people do with messages. */
export const auditWords = {
  acts: {
    'messages.again': { zh: '重新发送死信', en: 'Dead message sent again' },
    'messages.endpoint-add': { zh: '新建回调地址', en: 'Endpoint added' },
    'messages.endpoint-change': { zh: '修改回调地址', en: 'Endpoint changed' },
    'messages.endpoint-secret': { zh: '更换回调密钥', en: 'Secret of an endpoint renewed' },
    'messages.endpoint-test': { zh: '测试回调地址', en: 'Endpoint tested' },
  },
  groups: { 'messages.': { zh: '消息', en: 'Messages' } },
  subjects: {
    message: { zh: '消息', en: 'message' },
    endpoint: { zh: '回调地址', en: 'endpoint' },
  },
} satisfies AuditWords;
