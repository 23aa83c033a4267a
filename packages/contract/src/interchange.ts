import { z } from 'zod';
import { AtMs, ById } from './common.ts';
import { platformTalkPermissions, platformTalkRoutes } from './interchange-talk.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

/** A number of 32 bits. */
const U32 = z.number().int().min(0).max(0xffff_ffff);

/** Constants of the cipher that two platforms agreed on. */
export const CipherConstants = z.object({ m1: U32.min(1), ia1: U32, ic1: U32 });

/** A link: since when it is up, null while it is down. */
const Link = z.object({
  up_since_ms: AtMs.nullable(),
  /** Address and port of the other side; null before there was a log-in. */
  peer: z.string().nullable(),
});

/** A platform of another operator that reports to us by JT/T 809, and how its links do. Its secrets are never answered. */
export const ForwardingPlatform = z
  .object({
    source: z.number().int(),
    /** 下级平台接入码. */
    centre: U32,
    user: U32,
    /** Where the sub link is dialled; null: the address that the main link comes from. */
    sub_link_host: z.string().nullable(),
    has_password: z.boolean(),
    encrypted: z.boolean(),
    edition: z.enum(['2011', '2019']).nullable(),
    main_link: Link,
    sub_link: Link,
    /** Last test of the main link by the other side. */
    last_keep_alive_ms: AtMs.nullable(),
    /** Since the start of the platform. */
    messages: z.number().int(),
    positions: z.number().int(),
    unknown_vehicles: z.number().int(),
    foreign_vehicles: z.number().int(),
    /** Positions with shifted coordinates of a source that declares WGS-84. */
    shifted: z.number().int(),
    bad_frames: z.number().int(),
    refused_log_ins: z.number().int(),
    last_refusal_ms: AtMs.nullable(),
    last_refusal: z.enum(['wrong_centre', 'wrong_user', 'wrong_password', 'barred']).nullable(),
  })
  .meta({ id: 'ForwardingPlatform' });
export type ForwardingPlatform = z.infer<typeof ForwardingPlatform>;

/** Where platforms connect. */
export const InterchangeAccess = z
  .object({
    host: z.string(),
    port: z.number().int(),
    /** Nothing listens before a platform is registered. */
    state: z.enum(['idle', 'up', 'down']),
    /** What is wrong while it is down, in the caller's language. */
    reason: z.string().nullable(),
    /** Log-ins refused, of platforms that are not registered too. */
    refused_log_ins: z.number().int(),
    platforms: z.array(ForwardingPlatform),
  })
  .meta({ id: 'InterchangeAccess' });
export type InterchangeAccess = z.infer<typeof InterchangeAccess>;

/** What a platform is registered with. */
export const PlatformSettings = z.object({
  centre: U32,
  user: U32,
  sub_link_host: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9][A-Za-z0-9.:-]*$/)
    .nullable()
    .default(null),
  /** Left out, it stays as it is; null where bodies are plain. */
  cipher: CipherConstants.nullable().optional(),
});
export type PlatformSettings = z.infer<typeof PlatformSettings>;

/** What a platform logs in with; the password is shown this once. */
export const PlatformSecret = z
  .object({ centre: U32, user: U32, password: z.string() })
  .meta({ id: 'PlatformSecret' });
export type PlatformSecret = z.infer<typeof PlatformSecret>;

export const interchangeRoutes = defineRoutes('interchange', {
  interchangeAccess: {
    method: 'GET',
    path: '/api/v1/interchange',
    summary: { zh: '下级平台及其链路', en: 'Platforms that report to us, and how their links do' },
    authority: 'sources:read',
    response: InterchangeAccess,
  },
  registerPlatform: {
    method: 'PUT',
    path: '/api/v1/sources/:id/platform',
    summary: {
      zh: '登记下级平台',
      en: 'Register the platform of a source, or change what it is registered with',
    },
    authority: 'sources:approve',
    area: 'city',
    target: 'source',
    params: ById,
    body: PlatformSettings,
    response: ForwardingPlatform,
  },
  renewPlatformPassword: {
    method: 'POST',
    path: '/api/v1/sources/:id/platform/password',
    summary: {
      zh: '生成下级平台口令',
      en: 'Make a new password for the platform of a source; the one before ends',
    },
    authority: 'sources:approve',
    area: 'city',
    target: 'source',
    params: ById,
    response: PlatformSecret,
  },
  removePlatform: {
    method: 'DELETE',
    path: '/api/v1/sources/:id/platform',
    summary: { zh: '撤销下级平台', en: 'Let the platform of a source in no more' },
    authority: 'sources:approve',
    area: 'city',
    target: 'source',
    params: ById,
    response: null,
  },
});

export const interchangeContract = defineContract({
  routes: { ...interchangeRoutes, ...platformTalkRoutes },
  permissions: platformTalkPermissions,
});
