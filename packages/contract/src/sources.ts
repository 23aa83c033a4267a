import { z } from 'zod';
import { AtMs, Bilingual, ById } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { rosterRoutes } from './rosters.ts';
import { defineRoutes } from './route.ts';
import { ApproveTerminal, ByPhone, PendingTerminal, terminalRoutes } from './terminals.ts';

export const Datum = z.enum(['WGS-84', 'GCJ-02', 'BD-09']);
export type Datum = z.infer<typeof Datum>;

/** Why a record was not used. Counted per source, never silently dropped. */
export const RejectReason = z.enum([
  'checksum',
  'malformed',
  'unregistered',
  'unauthenticated',
  'not_positioned',
  'zero_position',
  'duplicate',
  'out_of_order',
  'stale_clock',
  'future_clock',
  'out_of_area',
  'shared_position',
  'impossible_speed',
  'frozen',
  'contradicts_speed',
  'unmatched',
  'impossible_value',
  'stuck_value',
]);
export type RejectReason = z.infer<typeof RejectReason>;

export const SourceHealth = z
  .object({
    id: z.number().int(),
    code: z.string(),
    name: Bilingual,
    owner: z.string(),
    protocol: z.string(),
    datum: Datum,
    /** How often each terminal is to report, s. */
    report_interval_s: z.number().int(),
    /** Fixes per second above which it is named as over its quota; null without one. */
    quota_per_s: z.number().int().nullable(),
    /** Since when its terminals are let in no more; null while it delivers. */
    retired_ms: AtMs.nullable(),
    terminals: z.number().int(),
    online: z.number().int(),
    fixes_per_s: z.number(),
    /** Of the last five minutes. */
    accepted: z.number().int(),
    rejected: z.partialRecord(RejectReason, z.number().int()),
    /** Median and 95th percentile of arrival minus fix time, s; null without fixes. */
    delay_p50_s: z.number().nullable(),
    delay_p95_s: z.number().nullable(),
    last_fix_ms: AtMs.nullable(),
    state: z.enum(['ok', 'degraded', 'silent', 'never']),
  })
  .meta({ id: 'SourceHealth' });
export type SourceHealth = z.infer<typeof SourceHealth>;

const SourceName = z.string().trim().min(1).max(60);
/** What is agreed with a source. */
const SourceFields = z.object({
  name: z.object({ zh: SourceName, en: SourceName }),
  /** Who answers for it. */
  owner: SourceName,
  protocol: z.enum(['JT/T 808', 'JT/T 809', 'MQTT']),
  datum: Datum,
  report_interval_s: z.number().int().min(1).max(3600),
  quota_per_s: z.number().int().min(1).max(1_000_000).nullable(),
});

/** A source that is to be made. */
export const SourceDraft = SourceFields.extend({
  /** Small letters, digits and hyphens; stays as it is. */
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  protocol: SourceFields.shape.protocol.default('JT/T 808'),
  datum: Datum.default('WGS-84'),
  report_interval_s: SourceFields.shape.report_interval_s.default(30),
  quota_per_s: SourceFields.shape.quota_per_s.default(null),
});
export type SourceDraft = z.infer<typeof SourceDraft>;

/** What is agreed with a source; what is left out stays as it is. */
export const SourceSettings = SourceFields.omit({ protocol: true }).partial();
export type SourceSettings = z.infer<typeof SourceSettings>;

/** A text for the driver's display or loudspeaker. */
export const VehicleText = z.object({
  text: z.string().min(1).max(200),
  /** Shown with priority. */
  urgent: z.boolean().default(false),
  /** Read aloud as well as shown. */
  aloud: z.boolean().default(true),
});
/** What the terminal made of a command. */
export const CommandOutcome = z
  .object({ accepted: z.boolean(), result: z.number().int() })
  .meta({ id: 'CommandOutcome' });
export type CommandOutcome = z.infer<typeof CommandOutcome>;

/** A parameter of a terminal: a number, a text, or bytes as hexadecimal digits; plate and phones masked, passwords hidden. */
export const TerminalParameter = z
  .object({ id: z.number().int(), value: z.union([z.number(), z.string()]) })
  .meta({ id: 'TerminalParameter' });
export type TerminalParameter = z.infer<typeof TerminalParameter>;

export const sourceRoutes = defineRoutes('sources', {
  listSources: {
    method: 'GET',
    path: '/api/v1/sources',
    summary: { zh: '数据源与健康状况', en: 'Sources and their health' },
    authority: 'sources:read',
    response: z.array(SourceHealth),
  },
  getSource: {
    method: 'GET',
    path: '/api/v1/sources/:id',
    summary: { zh: '一个数据源', en: 'One source and its health' },
    authority: 'sources:read',
    target: 'source',
    params: ById,
    response: SourceHealth,
  },
  listPendingTerminals: {
    method: 'GET',
    path: '/api/v1/terminals/pending',
    summary: { zh: '待审批终端', en: 'Terminals that wait for approval, the latest first' },
    authority: 'sources:read',
    response: z.array(PendingTerminal),
  },
  approveTerminal: {
    method: 'POST',
    path: '/api/v1/terminals/:phone/approval',
    summary: { zh: '批准终端接入', en: 'Take a waiting terminal in' },
    authority: 'sources:approve',
    area: 'city',
    audit: 'own',
    target: 'terminal',
    params: ByPhone,
    body: ApproveTerminal,
    response: null,
  },
  refuseTerminal: {
    method: 'POST',
    path: '/api/v1/terminals/:phone/refusal',
    summary: { zh: '拒绝终端接入', en: 'Turn a waiting terminal away' },
    authority: 'sources:approve',
    area: 'city',
    audit: 'own',
    target: 'terminal',
    params: ByPhone,
    response: null,
  },
  sendText: {
    method: 'POST',
    path: '/api/v1/vehicles/:id/text',
    tag: 'vehicles',
    summary: { zh: '向车辆下发文字', en: 'Show a text to the driver and wait for the terminal to confirm' },
    authority: 'vehicles:command',
    area: 'city',
    target: 'vehicle',
    params: ById,
    body: VehicleText,
    response: CommandOutcome,
  },
  readParameters: {
    method: 'GET',
    path: '/api/v1/vehicles/:id/parameters',
    tag: 'vehicles',
    summary: { zh: '查询终端参数', en: "A terminal's parameters, asked for now" },
    authority: 'vehicles:command',
    area: 'city',
    audit: 'read',
    target: 'vehicle',
    params: ById,
    response: z.array(TerminalParameter),
  },
});

export const sourceSettingsRoutes = defineRoutes('sources', {
  addSource: {
    method: 'POST',
    path: '/api/v1/sources',
    summary: { zh: '新建数据源', en: 'Make a source' },
    authority: 'sources:approve',
    area: 'city',
    body: SourceDraft,
    status: 201,
    response: SourceHealth,
  },
  retireSource: {
    method: 'POST',
    path: '/api/v1/sources/:id/retirement',
    summary: { zh: '停用数据源', en: 'Retire a source: its terminals are let in no more, its past stays' },
    authority: 'sources:approve',
    area: 'city',
    target: 'source',
    params: ById,
    response: SourceHealth,
  },
  restoreSource: {
    method: 'DELETE',
    path: '/api/v1/sources/:id/retirement',
    summary: { zh: '恢复数据源', en: 'Take a retired source back into service' },
    authority: 'sources:approve',
    area: 'city',
    target: 'source',
    params: ById,
    response: SourceHealth,
  },
  changeSource: {
    method: 'PATCH',
    path: '/api/v1/sources/:id',
    summary: {
      zh: '设定数据源的坐标系、上报间隔或配额（即时生效）',
      en: "Set a source's datum, reporting interval or quota; fixes are matched by it from now on",
    },
    authority: 'sources:approve',
    area: 'city',
    target: 'source',
    params: ById,
    body: SourceSettings,
    response: SourceHealth,
  },
});

export const sourcesContract = defineContract({
  routes: { ...sourceRoutes, ...sourceSettingsRoutes, ...terminalRoutes, ...rosterRoutes },
  permissions: {
    'sources:read': {
      platform: 'base',
      zh: '查看数据源与质量',
      en: 'See sources and their quality',
      roles: [...WATCHERS, 'display'],
    },
    'sources:approve': {
      platform: 'base',
      zh: '审批接入终端',
      en: 'Approve terminals',
      roles: ['system-administrator', 'data-steward'],
    },
  },
});
