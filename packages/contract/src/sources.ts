import { z } from 'zod';
import { AtMs, Bilingual, ById } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { VehicleClass } from './vehicles.ts';

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
  protocol: z.enum(['JT/T 808']),
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

const TerminalEdition = z.enum(['2011', '2013', '2019']);

/** A terminal that tried to register and is not known: to be approved or refused by a person. */
export const PendingTerminal = z
  .object({
    phone: z.string(),
    plate: z.string(),
    maker: z.string(),
    model: z.string(),
    terminal_id: z.string(),
    protocol: TerminalEdition,
    /** Where it asked from; empty where that is not known. */
    address: z.string(),
    first_seen_ms: AtMs,
    last_seen_ms: AtMs,
    attempts: z.number().int(),
  })
  .meta({ id: 'PendingTerminal' });
export type PendingTerminal = z.infer<typeof PendingTerminal>;

export const ApproveTerminal = z.object({
  source: z.number().int(),
  vehicle_class: VehicleClass,
});

const TerminalPhone = z.string().regex(/^\d{1,20}$/);
/** Terminals that are turned away at once. */
export const RefuseTerminals = z.object({ phones: z.array(TerminalPhone).min(1).max(2000) });

/** What a terminal is, by the registry or by its own word; the plate masked. */
const TerminalDevice = z.object({
  plate: z.string(),
  terminal_id: z.string(),
  maker: z.string(),
  model: z.string(),
});

/** What a person can do about a registered terminal that says otherwise than the registry. */
export const Remedy = z.enum(['accept', 'move', 'retire']);
export type Remedy = z.infer<typeof Remedy>;

/** A registered terminal that says of itself what the registry does not. */
export const TerminalMismatch = z
  .object({
    phone: z.string(),
    /** What it was answered: 1 the plate belongs to another terminal, 2 another plate, 3 another device. */
    result: z.number().int(),
    vehicle: z.number().int(),
    source: z.number().int(),
    registered: TerminalDevice,
    said: TerminalDevice,
    /** Whether the plates differ, which their masks may hide. */
    plate_differs: z.boolean(),
    /** The terminal that speaks for the plate now, if another does. */
    taken_by: z.string().nullable(),
    remedies: z.array(Remedy),
    protocol: TerminalEdition,
    address: z.string(),
    first_seen_ms: AtMs,
    last_seen_ms: AtMs,
    attempts: z.number().int(),
  })
  .meta({ id: 'TerminalMismatch' });
export type TerminalMismatch = z.infer<typeof TerminalMismatch>;

/** What a person decided on terminals. */
export const TerminalDecisionRecord = z
  .object({
    id: z.string(),
    at_ms: AtMs,
    actor: z.string(),
    kind: z.enum(['approved', 'refused', 'accepted', 'moved', 'retired', 'imported']),
    /** Of several terminals, one. */
    phone: z.string(),
    plate: z.string(),
    terminals: z.number().int(),
    undone_ms: AtMs.nullable(),
    /** Whether it stands and nothing was decided on its terminals since. */
    can_undo: z.boolean(),
  })
  .meta({ id: 'TerminalDecisionRecord' });
export type TerminalDecisionRecord = z.infer<typeof TerminalDecisionRecord>;

export const RosterColumn = z.enum([
  'phone',
  'plate',
  'plate_colour',
  'vehicle_class',
  'terminal_id',
  'maker',
  'model',
  'source',
]);
export type RosterColumn = z.infer<typeof RosterColumn>;

/** A file of vehicles and their terminals, CSV or XLSX. */
export const RosterUpload = z.object({
  /** Its name, for the audit. */
  file: z.string().max(200),
  content_base64: z.base64(),
  /** What rows belong to that name no source of their own. */
  source: z.number().int().positive(),
  vehicle_class: VehicleClass.default('other'),
});

/** A cell of a roster that is wrong. */
export const RosterProblem = z
  .object({
    /** As the file counts them: the headings are row 1. */
    row: z.number().int(),
    column: RosterColumn,
    /** The column as the file calls it; empty where the file has none. */
    heading: z.string(),
    value: z.string(),
    code: z.enum([
      'missing',
      'no_phone',
      'rounded',
      'no_plate',
      'no_colour',
      'no_class',
      'no_source',
      'too_long',
      'repeated',
    ]),
    /** Of a repeated value the row that has it first. */
    other_row: z.number().int().nullable(),
    /** What is wrong and what to do, in the caller's language. */
    message: z.string(),
  })
  .meta({ id: 'RosterProblem' });
export type RosterProblem = z.infer<typeof RosterProblem>;

/** What a row of a roster changes of what is registered; plates masked. */
export const RosterChange = z
  .object({
    row: z.number().int(),
    /** `takes_over`: its plate has another terminal, which is replaced. */
    kind: z.enum(['added', 'changed', 'unchanged', 'takes_over']),
    phone: z.string(),
    plate: z.string(),
    source: z.number().int(),
    before: z
      .object({
        phone: z.string(),
        plate: z.string(),
        source: z.number().int(),
        vehicle_class: VehicleClass,
      })
      .nullable(),
    plate_differs: z.boolean(),
  })
  .meta({ id: 'RosterChange' });
export type RosterChange = z.infer<typeof RosterChange>;

/** What a roster comes to. Of changes and problems at most 1,000 each are listed. */
export const RosterOutcome = z
  .object({
    /** False for a preview. */
    applied: z.boolean(),
    good_rows: z.number().int(),
    bad_rows: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    changes: z.array(RosterChange),
    problems: z.array(RosterProblem),
    /** Headings that mean nothing to the platform. */
    ignored: z.array(z.string()),
  })
  .meta({ id: 'RosterOutcome' });
export type RosterOutcome = z.infer<typeof RosterOutcome>;

const ByPhone = z.object({ phone: TerminalPhone });

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

const ByDecision = z.object({ id: z.string().regex(/^[0-9a-f]{1,64}$/) });

/** What people do about terminals. */
export const terminalRoutes = defineRoutes('sources', {
  listMismatches: {
    method: 'GET',
    path: '/api/v1/terminals/mismatches',
    summary: {
      zh: '登记不符的终端',
      en: 'Registered terminals that report another plate or device, the latest first',
    },
    authority: 'sources:read',
    response: z.array(TerminalMismatch),
  },
  acceptTerminal: {
    method: 'POST',
    path: '/api/v1/terminals/:phone/acceptance',
    summary: {
      zh: '接受终端所报的车牌与设备',
      en: 'Take what a terminal says of itself into the registry; its vehicle stays',
    },
    authority: 'sources:approve',
    area: 'city',
    target: 'terminal',
    params: ByPhone,
    response: null,
  },
  moveTerminal: {
    method: 'POST',
    path: '/api/v1/terminals/:phone/move',
    summary: {
      zh: '终端已换到另一辆车',
      en: 'The terminal speaks for the vehicle of the plate that it says from now on',
    },
    authority: 'sources:approve',
    area: 'city',
    target: 'terminal',
    params: ByPhone,
    response: null,
  },
  retireTerminal: {
    method: 'POST',
    path: '/api/v1/terminals/:phone/retirement',
    summary: { zh: '停用终端', en: 'Take a registered terminal out of service' },
    authority: 'sources:approve',
    area: 'city',
    target: 'terminal',
    params: ByPhone,
    response: null,
  },
  refuseTerminals: {
    method: 'POST',
    path: '/api/v1/terminals/refusals',
    summary: { zh: '批量拒绝', en: 'Turn many waiting terminals away, all or none' },
    authority: 'sources:approve',
    area: 'city',
    body: RefuseTerminals,
    response: z.object({ refused: z.number().int() }),
  },
  listDecisions: {
    method: 'GET',
    path: '/api/v1/terminals/decisions',
    summary: { zh: '终端处理记录', en: 'What was decided on terminals, the latest first' },
    authority: 'sources:read',
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
    response: z.array(TerminalDecisionRecord),
  },
  undoDecision: {
    method: 'POST',
    path: '/api/v1/terminals/decisions/:id/undoing',
    summary: { zh: '撤销一条处理', en: 'Put the terminals of a decision back as they were' },
    authority: 'sources:approve',
    area: 'city',
    target: 'terminal-decision',
    params: ByDecision,
    response: null,
  },
});

/** A roster of 50,000 rows with its encoding. */
const ROSTER_BYTES = 12 * 2 ** 20;

export const rosterRoutes = defineRoutes('sources', {
  previewRoster: {
    method: 'POST',
    path: '/api/v1/rosters/preview',
    summary: { zh: '预览车辆名册', en: 'What importing a roster would come to' },
    authority: 'sources:approve',
    area: 'city',
    body: RosterUpload,
    body_limit: ROSTER_BYTES,
    response: RosterOutcome,
  },
  importRoster: {
    method: 'POST',
    path: '/api/v1/rosters/import',
    summary: {
      zh: '导入车辆名册',
      en: 'Import a roster: its good rows in one transaction, its bad ones named',
    },
    authority: 'sources:approve',
    area: 'city',
    body: RosterUpload,
    body_limit: ROSTER_BYTES,
    response: RosterOutcome,
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
