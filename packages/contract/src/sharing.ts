import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

/** What the centre offers to departments and devices. */
export const SharedItem = z
  .object({
    code: z.string(),
    name: Bilingual,
    summary: Bilingual,
    /** Unit that decides on applications. */
    owner: z.string(),
    /** Permissions that a key for it gets. */
    scopes: z.array(z.string()),
    /** Requests a day, unless the approval says otherwise. */
    quota_per_day: z.number().int(),
    quota_per_minute: z.number().int(),
    /** A call to try a key with: path and query. */
    example: z.string(),
  })
  .meta({ id: 'SharedItem' });
export type SharedItem = z.infer<typeof SharedItem>;

/** An application and what came of it; with an approval comes a key. */
export const SharingApplication = z
  .object({
    id: z.number().int(),
    item: z.string(),
    unit: z.string(),
    applicant: z.string(),
    /** Name of the device that holds the key; null for a system of the department. */
    device: z.string().nullable(),
    purpose: z.string(),
    state: z.enum(['pending', 'approved', 'refused']),
    created_ms: AtMs,
    decided_by: z.string().nullable(),
    decided_ms: AtMs.nullable(),
    decision: z.string().nullable(),
    key: z
      .object({
        id: z.number().int(),
        state: z.enum(['waiting', 'active', 'expired', 'revoked']),
        /** First characters, to distinguish keys. */
        prefix: z.string().nullable(),
        /** Districts that it reads of; null is the whole city. */
        districts: z.array(z.string()).nullable(),
        quota_per_day: z.number().int(),
        quota_per_minute: z.number().int(),
        used_today: z.number().int(),
        used_30_days: z.number().int(),
        last_used_ms: AtMs.nullable(),
        expires_ms: AtMs,
        /** Until when the key before the last rotation still works. */
        overlap_until_ms: AtMs.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'SharingApplication' });
export type SharingApplication = z.infer<typeof SharingApplication>;

export const NewSharingApplication = z.object({
  item: z.string().max(40),
  unit: z.string().max(40),
  device: z.string().trim().min(2).max(60).nullable().default(null),
  purpose: z.string().trim().min(4).max(500),
});

export const SharingApproval = z.object({
  quota_per_day: z.number().int().min(1).max(100_000_000).optional(),
  quota_per_minute: z.number().int().min(1).max(100_000).optional(),
  /** Without it, as {@link SharingRules} say. */
  expires_days: z.number().int().min(1).max(1_096).optional(),
  /** Limits the key to what lies in these districts; null is the whole city. Without it, those of the applicant's unit. */
  districts: z.array(z.string().max(12)).max(100).nullable().optional(),
  decision: z.string().max(500).default(''),
});
export const SharingRefusal = z.object({ decision: z.string().trim().min(2).max(500) });

/** How long keys last: dated, with their source. */
export const SharingRules = z
  .object({
    version: z.string(),
    source: z.string(),
    assumed: z.boolean(),
    /** Days for which the key before a rotation still works. */
    overlap_days: z.number().int(),
    expires_days: z.number().int(),
  })
  .meta({ id: 'SharingRules' });
export type SharingRules = z.infer<typeof SharingRules>;

/** A key, shown only here; sent as `Authorization: Bearer …`. */
export const IssuedKey = z.object({ key: z.string(), expires_ms: AtMs, overlap_until_ms: AtMs.nullable() });

export const sharingRoutes = defineRoutes('sharing', {
  listSharedItems: {
    method: 'GET',
    path: '/api/v1/sharing/items',
    summary: { zh: '共享目录', en: 'The sharing catalogue' },
    authority: 'sharing:read',
    response: z.array(SharedItem),
  },
  sharingRules: {
    method: 'GET',
    path: '/api/v1/sharing/rules',
    summary: { zh: '共享规则', en: 'Rules of sharing' },
    authority: 'sharing:read',
    response: SharingRules,
  },
  listApplications: {
    method: 'GET',
    path: '/api/v1/sharing/applications',
    summary: { zh: '共享申请与密钥', en: 'Applications and their keys' },
    authority: 'sharing:read',
    response: z.array(SharingApplication),
  },
  applyForSharing: {
    method: 'POST',
    path: '/api/v1/sharing/applications',
    summary: { zh: '提交申请', en: 'Apply' },
    authority: 'sharing:apply',
    audit: 'own',
    body: NewSharingApplication,
    status: 201,
    response: SharingApplication,
  },
  approveApplication: {
    method: 'POST',
    path: '/api/v1/sharing/applications/:id/approval',
    summary: { zh: '批准', en: 'Approve' },
    authority: 'sharing:approve',
    audit: 'own',
    target: 'sharing-application',
    params: RowId,
    body: SharingApproval,
    response: SharingApplication,
  },
  refuseApplication: {
    method: 'POST',
    path: '/api/v1/sharing/applications/:id/refusal',
    summary: { zh: '不批准', en: 'Refuse' },
    authority: 'sharing:approve',
    audit: 'own',
    target: 'sharing-application',
    params: RowId,
    body: SharingRefusal,
    response: SharingApplication,
  },
  issueKey: {
    method: 'POST',
    path: '/api/v1/sharing/applications/:id/key',
    summary: { zh: '领取或轮换密钥', en: 'Collect or rotate the key' },
    authority: 'sharing:apply',
    audit: 'own',
    target: 'sharing-application',
    params: RowId,
    response: IssuedKey,
  },
  revokeKey: {
    method: 'DELETE',
    path: '/api/v1/sharing/applications/:id/key',
    summary: { zh: '吊销密钥', en: 'Revoke the key' },
    // The applicant and the approver may; the service distinguishes them.
    authority: 'sharing:read',
    audit: 'own',
    target: 'sharing-application',
    params: RowId,
    response: SharingApplication,
  },
});

export const sharingContract = defineContract({
  routes: { ...sharingRoutes },
  permissions: {
    'sharing:read': {
      platform: 'base',
      zh: '查看共享目录',
      en: 'See the sharing catalogue',
      roles: ['security-administrator', 'analyst', 'data-steward', 'department-user'],
    },
    'sharing:apply': {
      platform: 'base',
      zh: '申请共享数据与密钥',
      en: 'Apply for shared data and keys',
      roles: ['analyst', 'department-user'],
    },
    'sharing:approve': {
      platform: 'base',
      zh: '审批共享申请',
      en: 'Approve sharing applications',
      roles: ['data-steward'],
    },
  },
});
