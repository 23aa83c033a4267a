import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of accounts, units, roles and sessions, and what they are about. */
export const auditWords = {
  acts: {
    'accounts.first-administrator': { zh: '建立首个管理员', en: 'First administrator made' },
    'accounts.add': { zh: '新建账号', en: 'Account added' },
    'accounts.change': { zh: '修改账号', en: 'Account changed' },
    'accounts.change-password': { zh: '修改密码', en: 'Password changed' },
    'accounts.grant': { zh: '授权', en: 'Grants set' },
    'accounts.reset': { zh: '重置密码', en: 'Password reset' },
    'accounts.reveal': { zh: '查看姓名与联系方式原文', en: 'Name and contacts revealed' },
    'roles.put': { zh: '保存角色', en: 'Role saved' },
    'roles.remove': { zh: '删除角色', en: 'Role removed' },
    'session.sign-in': { zh: '登录', en: 'Sign-in' },
    'session.sign-out': { zh: '退出登录', en: 'Sign-out' },
    'session.watch-on': { zh: '开始值守', en: 'Watch begun' },
    'session.watch-off': { zh: '结束值守', en: 'Watch ended' },
    'session.end-others': { zh: '退出其他会话', en: 'Other sessions ended' },
    'session.second-factor-on': { zh: '启用双因子', en: 'Second factor on' },
    'session.second-factor-off': { zh: '解除双因子', en: 'Second factor off' },
    'units.put': { zh: '保存机构', en: 'Unit saved' },
    'units.remove': { zh: '删除机构', en: 'Unit removed' },
  },
  groups: {
    'session.': { zh: '登录与会话', en: 'Sign-in and sessions' },
    'accounts.': { zh: '账号', en: 'Accounts' },
    'roles.': { zh: '角色', en: 'Roles' },
    'units.': { zh: '机构', en: 'Units' },
  },
  subjects: {
    account: { zh: '账号', en: 'account' },
    unit: { zh: '机构', en: 'unit' },
    role: { zh: '角色', en: 'role' },
  },
} satisfies AuditWords;
