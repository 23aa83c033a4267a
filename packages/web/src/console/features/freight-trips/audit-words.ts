import type { AuditWords } from '../../feature.ts';

/** What the audit calls what is done to trips. */
export const auditWords = {
  acts: {
    'trips.declare': { zh: '申报车次', en: 'Trip declared' },
    'trips.change': { zh: '变更车次', en: 'Trip changed' },
    'trips.call-off': { zh: '取消车次', en: 'Trip called off' },
    'trips.link': { zh: '生成司机凭证链接', en: 'Link to a permit made' },
    'trips.capacity': { zh: '设定时段容量', en: 'Capacity of slots set' },
  },
  groups: { 'trips.': { zh: '车次', en: 'Trips' } },
  subjects: {
    trip: { zh: '车次', en: 'trip' },
    'slot-capacity': { zh: '时段容量', en: 'capacity of slots' },
  },
} satisfies AuditWords;
