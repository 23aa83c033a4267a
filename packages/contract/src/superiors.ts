import { z } from 'zod';
import { AtMs, RowId } from './common.ts';
import { CipherConstants } from './interchange.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

const U32 = z.number().int().min(0).max(0xffff_ffff);
const Host = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9][A-Za-z0-9.:-]*$/);

/** What we report upwards with, as agreed with the superior platform. */
export const SuperiorSettings = z.object({
  name: z.string().trim().min(1).max(60),
  host: Host,
  port: z.number().int().min(1).max(65_535),
  edition: z.enum(['2011', '2019']),
  /** 下级平台接入码 that it gave us. */
  centre: U32,
  user: U32,
  /** Left out, it stays as it is. */
  password: z.string().min(1).max(8).optional(),
  /** Left out, it stays as it is; null where bodies are plain. */
  cipher: CipherConstants.nullable().optional(),
  /** Port that it dials the sub link to; 0: one that is free. */
  sub_link_port: z.number().int().min(0).max(65_535).default(0),
  /** Sources whose vehicles are reported. */
  sources: z.array(z.number().int().nonnegative()).max(200),
  /** Whether it says by 0x9101 how many positions it received; without it, what is written is taken to be received. */
  counts: z.boolean().default(true),
  enabled: z.boolean().default(true),
});
export type SuperiorSettings = z.infer<typeof SuperiorSettings>;

/** A platform that we report to by JT/T 809 as its inferior, and how that does. Its secrets are never answered. */
export const SuperiorPlatform = SuperiorSettings.omit({ password: true, cipher: true })
  .extend({
    id: z.number().int(),
    encrypted: z.boolean(),
    state: z.enum(['off', 'down', 'refused', 'up']),
    /** Result of 0x1002 of the last log-in that was refused. */
    refusal: z.number().int().nullable(),
    up_since_ms: AtMs.nullable(),
    sub_link_up: z.boolean(),
    /** Since the start of the platform. */
    sent: z.number().int(),
    sent_again: z.number().int(),
    counted: z.number().int(),
    /** Sent and not counted yet. */
    uncounted: z.number().int(),
    /** When the next position that is to be sent was received; null where none waits. */
    behind_since_ms: AtMs.nullable(),
  })
  .meta({ id: 'SuperiorPlatform' });
export type SuperiorPlatform = z.infer<typeof SuperiorPlatform>;

export const superiorRoutes = defineRoutes('superiors', {
  listSuperiors: {
    method: 'GET',
    path: '/api/v1/superiors',
    summary: { zh: '上级平台及上报情况', en: 'Platforms that we report to, and how that does' },
    authority: 'interchange:read',
    response: z.array(SuperiorPlatform),
  },
  addSuperior: {
    method: 'POST',
    path: '/api/v1/superiors',
    summary: { zh: '登记上级平台', en: 'Report to a superior platform from now on' },
    authority: 'sources:approve',
    area: 'city',
    body: SuperiorSettings,
    status: 201,
    response: SuperiorPlatform,
  },
  changeSuperior: {
    method: 'PUT',
    path: '/api/v1/superiors/:id',
    summary: { zh: '修改上级平台', en: 'Change what is reported to a superior platform, and with what' },
    authority: 'sources:approve',
    area: 'city',
    target: 'superior',
    params: RowId,
    body: SuperiorSettings,
    response: SuperiorPlatform,
  },
  removeSuperior: {
    method: 'DELETE',
    path: '/api/v1/superiors/:id',
    summary: { zh: '撤销上级平台', en: 'Report to a superior platform no more' },
    authority: 'sources:approve',
    area: 'city',
    target: 'superior',
    params: RowId,
    response: null,
  },
});

export const superiorsContract = defineContract({ routes: superiorRoutes, permissions: {} });
