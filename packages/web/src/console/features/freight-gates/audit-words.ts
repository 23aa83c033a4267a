import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts at gates. */
export const auditWords = {
  acts: {
    'gates.open': { zh: '手动开闸', en: 'Gate opened by hand' },
    'gates.close': { zh: '手动关闸', en: 'Gate closed by hand' },
    'gates.service': { zh: '停止或恢复道闸服务', en: 'Gate taken out of service or put back' },
    'gates.let-in': { zh: '人工放行', en: 'Truck let through' },
    'gates.refuse': { zh: '人工拒绝', en: 'Truck refused' },
    'gates.correct': { zh: '更正车牌', en: 'Plate corrected' },
    'gates.list': { zh: '更新场站名单', en: 'List of a site replaced' },
    'gates.save-site': { zh: '登记场站', en: 'Site registered' },
    'gates.save-gate': { zh: '登记道闸', en: 'Gate registered' },
    'gates.retire-gate': { zh: '停用道闸', en: 'Gate retired' },
    'gates.renew-controller': { zh: '更换控制器密钥', en: 'Secret of a controller renewed' },
    'gates.save-camera': { zh: '登记相机', en: 'Camera registered' },
    'gates.retire-camera': { zh: '停用相机', en: 'Camera retired' },
  },
  groups: { 'gates.': { zh: '场站道闸', en: 'Sites and gates' } },
  subjects: {
    gate: { zh: '道闸', en: 'gate' },
    'gate-site': { zh: '场站', en: 'site' },
    'gate-lock': { zh: '互锁组', en: 'lock of gates' },
    'gate-camera': { zh: '相机', en: 'camera' },
    'gate-read': { zh: '车牌抓拍', en: 'plate read' },
    'gate-picture': { zh: '抓拍图片', en: 'picture of a read' },
  },
} satisfies AuditWords;
