import type { AuditWords } from '../../feature.ts';

/** What the audit calls the acts of vehicles, and what they are about. */
export const auditWords = { subjects: { vehicle: { zh: '车辆', en: 'vehicle' } } } satisfies AuditWords;
