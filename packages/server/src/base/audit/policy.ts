/** How long records are retained at least. */
export interface AuditRetention {
  readonly version: string;
  readonly source: string;
  readonly assumed: boolean;
  readonly least_months: number;
}

/**
 * A floor, not a setting: nothing in the application removes a record, and its tables refuse to, so that no installation
 * can keep them for less.
 */
export const AUDIT_RETENTION: AuditRetention = {
  version: '2017-06-01',
  source:
    '《中华人民共和国网络安全法》第二十一条第（三）项：网络日志留存不少于六个月；GB/T 22239-2019 8.1.5.4',
  assumed: false,
  least_months: 6,
};
