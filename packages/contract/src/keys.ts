import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

/** A key as screens see it: what it is for and since when; never the key. */
export const Key = z
  .object({
    id: z.string(),
    purpose: z.string(),
    name: Bilingual,
    kind: z.enum(['sm4', 'sm2', 'hmac-sm3']),
    /** Where it lives: "software", or the name of a hardware module. */
    vault: z.string(),
    state: z.enum(['active', 'retired']),
    rotates: z.boolean(),
    public_key: z.string().nullable(),
    created_ms: AtMs,
    retired_ms: AtMs.nullable(),
  })
  .meta({ id: 'Key' });
export type Key = z.infer<typeof Key>;

/** How far the background work of a rotation is. */
export const KeyRotation = z
  .object({
    purpose: z.string(),
    key_id: z.string(),
    /** Texts to be sealed again, and those that are. */
    total: z.number().int(),
    done: z.number().int(),
    started_ms: AtMs,
    ended_ms: AtMs.nullable(),
  })
  .meta({ id: 'KeyRotation' });
export type KeyRotation = z.infer<typeof KeyRotation>;

export const KeyOverview = z
  .object({ keys: z.array(Key), rotations: z.array(KeyRotation) })
  .meta({ id: 'KeyOverview' });
export type KeyOverview = z.infer<typeof KeyOverview>;

export const keyRoutes = defineRoutes('keys', {
  describeKeys: {
    method: 'GET',
    path: '/api/v1/keys',
    summary: { zh: '密钥与轮换进度', en: 'Keys and their rotations' },
    authority: 'keys:manage',
    area: 'everything',
    response: KeyOverview,
  },
  rotateKey: {
    method: 'POST',
    path: '/api/v1/keys/:purpose/rotation',
    summary: { zh: '轮换密钥', en: 'Rotate a key' },
    authority: 'keys:manage',
    area: 'everything',
    audit: 'own',
    target: 'key',
    params: z.object({ purpose: z.string().max(40) }),
    status: 202,
    response: KeyOverview,
  },
});

export const keysContract = defineContract({
  routes: { ...keyRoutes },
  permissions: {
    'keys:manage': {
      platform: 'base',
      zh: '管理密钥与轮换',
      en: 'Manage and rotate keys',
      reserved_to: 'security',
      roles: ['security-administrator'],
    },
  },
});
