import { z } from 'zod';
import { AtMs, AtMsText } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

/** One record of the audit chain. */
export const AuditEntry = z
  .object({
    seq: z.number().int(),
    at_ms: AtMs,
    principal: z.string(),
    actor: z.string(),
    address: z.string().nullable(),
    action: z.string(),
    target: z.string().nullable(),
    result: z.enum(['done', 'refused', 'failed']),
    detail: z.record(z.string(), z.json()),
    /** SM3 over the hash before and this record, hex. */
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** All that is given must hold. */
export const AuditSearch = z.object({
  from_ms: AtMsText.optional(),
  to_ms: AtMsText.optional(),
  principal: z.string().max(100).optional(),
  /** The beginning of an action: "session." finds every sign-in and sign-out. */
  action: z.string().max(200).optional(),
  target: z.string().max(300).optional(),
  result: z.enum(['done', 'refused', 'failed']).optional(),
  /** Anywhere in the record. */
  text: z.string().max(200).optional(),
  /** The page after the record with this number, newest first. */
  before_seq: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditSearch = z.infer<typeof AuditSearch>;

export const AuditPage = z
  .object({ entries: z.array(AuditEntry), more: z.boolean() })
  .meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditExport = z.object({
  from_ms: AtMsText,
  to_ms: AtMsText,
});

/** How long records are retained at least, by which rule, and what is stored. */
export const AuditKept = z
  .object({
    version: z.string(),
    source: z.string(),
    assumed: z.boolean(),
    least_months: z.number().int(),
    records: z.number().int(),
    /** When the first was written; null before. */
    since_ms: AtMs.nullable(),
    /** The last signed note of where the chain stood; null before the first. */
    last_anchor: z.object({ seq: z.number().int(), at_ms: AtMs }).nullable(),
  })
  .meta({ id: 'AuditKept' });
export type AuditKept = z.infer<typeof AuditKept>;

export const auditRoutes = defineRoutes('audit', {
  searchAudit: {
    method: 'GET',
    path: '/api/v1/audit',
    summary: { zh: '查询审计', en: 'Search the audit' },
    authority: 'audit:read',
    area: 'everything',
    query: AuditSearch,
    response: AuditPage,
  },
  auditKeeping: {
    method: 'GET',
    path: '/api/v1/audit/keeping',
    summary: { zh: '留存情况', en: 'How long records are retained, and since when there are any' },
    authority: 'audit:read',
    area: 'everything',
    response: AuditKept,
  },
  listPublicKeys: {
    method: 'GET',
    path: '/api/v1/audit/public-keys',
    summary: { zh: '签名公钥', en: 'Public keys of anchors and exports, by id' },
    authority: 'audit:read',
    area: 'everything',
    response: z.record(z.string(), z.string()),
  },
  exportAudit: {
    method: 'GET',
    path: '/api/v1/audit/export',
    summary: { zh: '导出审计', en: 'Export the audit' },
    authority: 'audit:export',
    area: 'everything',
    query: AuditExport,
    response: 'application/jsonl',
  },
});

export const auditContract = defineContract({
  routes: { ...auditRoutes },
  permissions: {
    'audit:read': {
      platform: 'base',
      zh: '查询审计记录',
      en: 'Search the audit',
      reserved_to: 'audit',
      roles: ['audit-administrator'],
    },
    'audit:export': {
      platform: 'base',
      zh: '导出审计记录',
      en: 'Export the audit',
      reserved_to: 'audit',
      roles: ['audit-administrator'],
    },
  },
});
