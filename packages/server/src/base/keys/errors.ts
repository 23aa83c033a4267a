import { defineErrors } from '../../kit/errors.ts';

export const keyErrors = defineErrors('keys', {
  master_damaged: {
    status: 500,
    zh: '主密钥文件 {file} 已损坏，请从备份恢复',
    en: 'The master key file {file} is damaged; restore it from the backup',
  },
  master_wrong: {
    status: 500,
    zh: '主密钥与数据库中的密钥不匹配，请恢复与该数据库同时备份的主密钥文件',
    en: 'The master key does not open the keys of this database; restore the key file that was backed up with it',
  },
  cannot_open: {
    status: 500,
    zh: '加密数据无法解开：密钥缺失或数据被改动，请联系安全管理员',
    en: 'Encrypted data cannot be opened: its key is missing or it was changed; ask the security administrator',
  },
  purpose_unknown: {
    status: 404,
    zh: '没有用途为 {purpose} 的密钥',
    en: 'There is no key for the purpose {purpose}',
  },
  rotation_running: {
    status: 409,
    zh: '用途 {purpose} 的密钥正在轮换，请等待完成',
    en: 'The key for {purpose} is being rotated; wait until it is done',
  },
});
