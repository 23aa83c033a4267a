import type { AuditWords } from '../../feature.ts';

/** What the audit calls what is done with detectors. */
export const auditWords: AuditWords = {
  acts: {
    'POST /api/v1/detectors/preview': { zh: '预览检测器清单', en: 'Looked at a list of detectors' },
    'POST /api/v1/detectors/import': { zh: '导入检测器清单', en: 'Imported a list of detectors' },
    'DELETE /api/v1/detectors/:id': { zh: '停用检测器', en: 'Retired a detector' },
    'GET /api/v1/detectors/counts.csv': { zh: '导出检测器数据', en: 'Exported counts of detectors' },
    'POST /api/v1/sources/:id/secret': { zh: '更换接入密钥', en: 'Renewed the secret of a source' },
  },
  subjects: { detector: { zh: '检测器', en: 'detector' } },
};
