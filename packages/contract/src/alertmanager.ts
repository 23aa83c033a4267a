import { z } from 'zod';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';
import { Matcher } from './silences.ts';

/** The interface of Alertmanager, version 2, as its clients find it. */
const Time = z.iso.datetime({ offset: true });
const Labels = z
  .record(z.string().min(1).max(200), z.string().max(2000))
  .refine((labels) => Object.keys(labels).length <= 64, { message: 'at most 64' });

export const PostedAlert = z.object({
  labels: Labels,
  annotations: Labels.default({}),
  startsAt: Time.optional(),
  endsAt: Time.optional(),
  generatorURL: z.string().max(2000).optional(),
});
export type PostedAlert = z.infer<typeof PostedAlert>;

export const GettableAlert = z
  .object({
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    fingerprint: z.string(),
    receivers: z.array(z.object({ name: z.string() })),
    startsAt: z.string(),
    endsAt: z.string(),
    updatedAt: z.string(),
    generatorURL: z.string(),
    status: z.object({
      state: z.enum(['active', 'suppressed', 'unprocessed']),
      silencedBy: z.array(z.string()),
      inhibitedBy: z.array(z.string()),
    }),
  })
  .meta({ id: 'GettableAlert' });
export type GettableAlert = z.infer<typeof GettableAlert>;

const SilenceMatchers = z.array(Matcher).min(1).max(20);
export const PostedSilence = z.object({
  id: z.string().max(100).optional(),
  matchers: SilenceMatchers,
  startsAt: Time,
  endsAt: Time,
  createdBy: z.string().max(100),
  comment: z.string().max(1000),
});
export type PostedSilence = z.infer<typeof PostedSilence>;

export const GettableSilence = z
  .object({
    id: z.string(),
    matchers: z.array(Matcher),
    startsAt: z.string(),
    endsAt: z.string(),
    updatedAt: z.string(),
    createdBy: z.string(),
    comment: z.string(),
    status: z.object({ state: z.enum(['pending', 'active', 'expired']) }),
  })
  .meta({ id: 'GettableSilence' });
export type GettableSilence = z.infer<typeof GettableSilence>;

const Filter = z
  .union([z.string().max(500), z.array(z.string().max(500)).max(20)])
  .transform((given) => [given].flat())
  .default([]);
const Shown = z.enum(['true', 'false']).default('true');
const AlertQuery = z.object({
  active: Shown,
  silenced: Shown,
  inhibited: Shown,
  unprocessed: Shown,
  filter: Filter,
  receiver: z.string().max(200).optional(),
});
const SilenceId = z.object({ id: z.uuid() });
const base = '/api/v1/alertmanager/api/v2';

export const alertmanagerRoutes = defineRoutes('alertmanager', {
  amStatus: {
    method: 'GET',
    path: `${base}/status`,
    summary: { zh: 'Alertmanager 接口：状态', en: 'Alertmanager interface: status' },
    authority: 'warnings:read',
    response: z.object({
      cluster: z.object({ status: z.string(), peers: z.array(z.object({})) }),
      config: z.object({ original: z.string() }),
      uptime: z.string(),
      versionInfo: z.record(z.string(), z.string()),
    }),
  },
  amReceivers: {
    method: 'GET',
    path: `${base}/receivers`,
    summary: { zh: 'Alertmanager 接口：接收方', en: 'Alertmanager interface: receivers' },
    authority: 'warnings:read',
    response: z.array(z.object({ name: z.string() })),
  },
  amAlerts: {
    method: 'GET',
    path: `${base}/alerts`,
    summary: { zh: 'Alertmanager 接口：预警', en: 'Alertmanager interface: alerts' },
    authority: 'warnings:read',
    query: AlertQuery,
    response: z.array(GettableAlert),
  },
  amPostAlerts: {
    method: 'POST',
    path: `${base}/alerts`,
    summary: { zh: 'Alertmanager 接口：送来预警', en: 'Alertmanager interface: deliver alerts' },
    authority: 'warnings:deliver',
    area: 'city',
    // Monitoring sends the same alerts each minute: the timeline of each warning says what it changed.
    audit: 'none',
    body: z.array(PostedAlert).max(1000),
    response: z.object({}),
  },
  amSilences: {
    method: 'GET',
    path: `${base}/silences`,
    summary: { zh: 'Alertmanager 接口：静默', en: 'Alertmanager interface: silences' },
    authority: 'warnings:read',
    query: z.object({ filter: Filter }),
    response: z.array(GettableSilence),
  },
  amPostSilence: {
    method: 'POST',
    path: `${base}/silences`,
    summary: { zh: 'Alertmanager 接口：新建或修改静默', en: 'Alertmanager interface: silence' },
    authority: 'warnings:silence',
    audit: 'own',
    body: PostedSilence,
    response: z.object({ silenceID: z.string() }),
  },
  amSilence: {
    method: 'GET',
    path: `${base}/silence/:id`,
    summary: { zh: 'Alertmanager 接口：一条静默', en: 'Alertmanager interface: one silence' },
    authority: 'warnings:read',
    params: SilenceId,
    response: GettableSilence,
  },
  amEndSilence: {
    method: 'DELETE',
    path: `${base}/silence/:id`,
    summary: { zh: 'Alertmanager 接口：结束静默', en: 'Alertmanager interface: expire a silence' },
    authority: 'warnings:silence',
    audit: 'own',
    target: 'silence',
    params: SilenceId,
    response: z.object({}),
  },
});

export const alertmanagerContract = defineContract({
  routes: alertmanagerRoutes,
  permissions: {
    'warnings:deliver': {
      platform: 'command',
      zh: '送来外部预警',
      en: 'Deliver warnings of other systems',
      roles: ['system-administrator'],
    },
  },
});
