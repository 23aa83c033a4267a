import type { AuditWords } from '../../feature.ts';

/** What the audit calls what is done with alarms of trips. */
export const auditWords = {
  acts: {
    'tracking.take': { zh: '接手货运告警', en: 'Alarm of a trip taken' },
    'tracking.contact': { zh: '记录联系司机', en: 'Contact with a driver written down' },
    'tracking.close': { zh: '办结货运告警', en: 'Alarm of a trip closed' },
    'tracking.ask': { zh: '提请暂停或移出', en: 'Sanction asked for' },
    'tracking.confirm': { zh: '复核同意处罚', en: 'Sanction confirmed' },
    'tracking.refuse': { zh: '复核不同意处罚', en: 'Sanction refused' },
    'tracking.reopen': { zh: '重新打开货运告警', en: 'Alarm of a trip opened again' },
    'tracking.reveal': { zh: '查看司机电话', en: 'Phone of a driver looked at' },
  },
  groups: { 'tracking.': { zh: '车次跟踪', en: 'Trips followed' } },
  subjects: {
    'freight-alarm': { zh: '货运告警', en: 'alarm of a trip' },
    'freight-driver': { zh: '司机', en: 'driver' },
    trip: { zh: '车次', en: 'trip' },
  },
} satisfies AuditWords;
