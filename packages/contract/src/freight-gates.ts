import { z } from 'zod';
import { AtMs, AtMsText, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { typedText } from './typed-text.ts';

/** Names a site, gate, lock or camera in addresses and in what cameras sign in with. */
const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/);
const ByCode = z.object({ code: Code });
const Name = z.object({ zh: typedText().trim().min(1).max(60), en: typedText().trim().max(120) });
const Reason = typedText().trim().min(2).max(300);
const Plate = typedText().trim().min(4).max(20);
/** 0 for what is new. */
const Version = z.number().int().min(0);

export const BarrierState = z.enum(['opening', 'open', 'closing', 'closed', 'fault', 'unknown']);
export type BarrierState = z.infer<typeof BarrierState>;
export const GateOutReason = z.enum(['stuck', 'fault', 'silent', 'person']);
export type GateOutReason = z.infer<typeof GateOutReason>;
export const GateDirection = z.enum(['in', 'out', 'both']);
export type GateDirection = z.infer<typeof GateDirection>;
export const CameraMaker = z.enum(['hikvision', 'dahua', 'alphadigi']);
export type CameraMaker = z.infer<typeof CameraMaker>;

/** `opened`, by itself or by a person; `waiting` for the keeper; `refused`; `noted`: nothing was to be decided. */
export const GateReadState = z.enum(['new', 'opened', 'waiting', 'refused', 'noted']);
export type GateReadState = z.infer<typeof GateReadState>;

const SiteBody = z.object({
  name: Name,
  /** Unit that runs it: its keepers reach the gates of their unit alone. Null: the freight officers'. */
  unit: z.string().max(40).nullable(),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** Trucks that the yard has room for; null where nobody counted. */
  capacity: z.number().int().min(1).max(100_000).nullable(),
  version: Version,
});

const GateBody = z.object({
  site: Code,
  name: Name,
  /** Gates of one lock are never open at once; a gate by itself has a lock of its own. */
  lock: Code,
  direction: GateDirection,
  version: Version,
});

/** A gate as it stands. */
export const FreightGate = GateBody.extend({
  code: Code,
  state: BarrierState,
  since_ms: AtMs,
  /** When its controller was last heard; null: never. */
  heard_ms: AtMs.nullable(),
  opened_by: z.enum(['rule', 'person']).nullable(),
  /** Whether something stands on the loop; null: not known. */
  loop: z.boolean().nullable(),
  out: GateOutReason.nullable(),
  retired_ms: AtMs.nullable(),
  has_controller: z.boolean(),
  /** Reads that wait for the keeper. */
  waiting: z.number().int(),
}).meta({ id: 'FreightGate' });
export type FreightGate = z.infer<typeof FreightGate>;

/** A number with what it is made of; null value where nothing was measured. */
const Measured = z.object({ value: z.number().nullable(), of: z.number().int() });

export const FreightGateSite = SiteBody.extend({
  code: Code,
  gates: z.array(FreightGate),
  /** Trucks within, by reads at its gates. */
  inside: z.number().int(),
  /** Trucks that stand before it, by their traces. */
  queue: z.number().int().nullable(),
  /** Minutes before the gate, of those that came in the last hour: median. */
  wait_min: Measured,
  /** Minutes within, of those that left in the last 24 hours: median. */
  dwell_min: Measured,
}).meta({ id: 'FreightGateSite' });
export type FreightGateSite = z.infer<typeof FreightGateSite>;

export const FreightGateCamera = z
  .object({
    code: Code,
    gate: Code,
    maker: CameraMaker,
    /** What a vehicle does that comes towards it. */
    towards: z.enum(['in', 'out']),
    /** The only address that it may speak from; null: any. */
    address: z.string().nullable(),
    heard_ms: AtMs.nullable(),
    /** Until when its address is locked out after wrong secrets; null: it is not. */
    locked_until_ms: AtMs.nullable(),
    retired_ms: AtMs.nullable(),
  })
  .meta({ id: 'FreightGateCamera' });
export type FreightGateCamera = z.infer<typeof FreightGateCamera>;

/** A secret that was made: shown this once. */
export const GateSecret = z
  .object({ user: z.string(), secret: z.string(), address: z.string() })
  .meta({ id: 'GateSecret' });
export type GateSecret = z.infer<typeof GateSecret>;

export const FreightGateRead = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    gate: Code,
    gate_name: Bilingual,
    camera: Code.nullable(),
    at_ms: AtMs,
    direction: z.enum(['in', 'out']).nullable(),
    /** As the camera gave it; null: no plate was seen. It never changes. */
    plate: z.string().nullable(),
    original: z.string().nullable(),
    /** By a person, where the camera read it wrongly. */
    corrected: z.string().nullable(),
    /** The plate among those expected that it is taken for. */
    matched: z.string().nullable(),
    /** Plates that it may be, the likeliest first. */
    near: z.array(z.string()),
    confidence_pct: z.number().nullable(),
    state: GateReadState,
    /** Why it was opened, or why not: for the keeper and for the driver's display. */
    why: Bilingual,
    trip: z.string().nullable(),
    by: z.string().nullable(),
    decided_ms: AtMs.nullable(),
    /** How often the camera sent it again. */
    repeats: z.number().int(),
    pictures: z.array(z.object({ id: z.number().int(), kind: z.enum(['scene', 'plate']) })),
  })
  .meta({ id: 'FreightGateRead' });
export type FreightGateRead = z.infer<typeof FreightGateRead>;

/** A truck that may come: by a booking, or by the list of the site. */
export const GateExpected = z
  .object({
    plate: z.string(),
    kind: z.enum(['booking', 'list']),
    trip: z.string().nullable(),
    from_ms: AtMs,
    to_ms: AtMs,
    note: z.string(),
    inside: z.boolean(),
  })
  .meta({ id: 'GateExpected' });
export type GateExpected = z.infer<typeof GateExpected>;

export const GateKeeperView = z
  .object({
    gate: FreightGate,
    site: FreightGateSite.pick({ code: true, name: true, capacity: true, inside: true, queue: true }),
    /** Waiting ones first, those that waited longest first, then the newest of the others. */
    reads: z.array(FreightGateRead),
    expected: z.array(GateExpected),
  })
  .meta({ id: 'GateKeeperView' });
export type GateKeeperView = z.infer<typeof GateKeeperView>;

export const FreightGateEvent = z
  .object({
    id: z.number().int(),
    at_ms: AtMs,
    kind: z.enum(['state', 'opened', 'closed', 'refused', 'service', 'offline', 'reconciled', 'finding']),
    by: z.string(),
    text: Bilingual,
  })
  .meta({ id: 'FreightGateEvent' });
export type FreightGateEvent = z.infer<typeof FreightGateEvent>;

/** Minutes in which a gate could be used, of those in which it was to. */
const Share = z.object({ numerator: z.number().int(), denominator: z.number().int() });

export const FreightGatePage = z
  .object({
    gate: FreightGate,
    site: FreightGateSite,
    cameras: z.array(FreightGateCamera),
    reads: z.array(FreightGateRead),
    events: z.array(FreightGateEvent),
    hours: z.array(Share.extend({ at_ms: AtMs })),
  })
  .meta({ id: 'FreightGatePage' });
export type FreightGatePage = z.infer<typeof FreightGatePage>;

/** 场站监控及道闸可用率. */
export const GateAvailability = z
  .object({
    ...{ from_ms: AtMs, to_ms: AtMs, all: Share },
    gates: z.array(Share.extend({ gate: Code, name: Bilingual, site: Code })),
  })
  .meta({ id: 'GateAvailability' });
export type GateAvailability = z.infer<typeof GateAvailability>;

export const GateListEntry = z.object({
  plate: Plate,
  until_ms: AtMs,
  note: typedText().trim().max(100),
});
export type GateListEntry = z.infer<typeof GateListEntry>;

/** What happened at a gate while nobody asked the platform, as its controller wrote it down. */
export const ControllerEvent = z.object({
  /** 1, 2, 3 … of the controller: by which one that is sent again is known. */
  seq: z.number().int().positive(),
  at_ms: AtMs,
  gate: Code,
  kind: z.enum(['state', 'opened', 'refused', 'by_hand', 'out']),
  /** Of `state`. */
  state: BarrierState.nullable().default(null),
  plate: z.string().max(20).nullable().default(null),
  permit: z.string().max(80).nullable().default(null),
  trip: z.string().max(80).nullable().default(null),
  /** Whether it was decided without the platform. */
  offline: z.boolean().default(false),
  says: z.string().max(200).default(''),
});
export type ControllerEvent = z.infer<typeof ControllerEvent>;

/** A gate as its controller sees it. */
export const ControllerGate = z.object({
  gate: Code,
  state: BarrierState,
  loop: z.boolean().nullable(),
  out: GateOutReason.nullable(),
  opened_by: z.enum(['rule', 'person']).nullable(),
});
export type ControllerGate = z.infer<typeof ControllerGate>;

/** A list that a controller decides by when it is alone. */
export const SignedGateList = z.object({
  /** JSON of `{ lock, version, made_ms, until_ms, entries }`. */
  list: z.string(),
  /** SM2 over the bytes of `list`, hex; empty where the installation cannot sign. */
  signature: z.string(),
  public_key: z.string(),
});
export type SignedGateList = z.infer<typeof SignedGateList>;

export const ControllerAnswer = z
  .object({
    /** Everything up to here is durable here. */
    acknowledged: z.number().int(),
    commands: z.array(
      z.object({
        id: z.number().int(),
        gate: Code,
        to: z.enum(['open', 'close', 'restore', 'take_out']),
        by: z.enum(['rule', 'person']),
      }),
    ),
    list: SignedGateList.nullable(),
  })
  .meta({ id: 'ControllerAnswer' });
export type ControllerAnswer = z.infer<typeof ControllerAnswer>;

const onGate = { method: 'POST', audit: 'own', target: 'gate', params: ByCode } as const;
const onRead = { method: 'POST', audit: 'own', target: 'gate-read', params: RowId } as const;

export const freightGateRoutes = defineRoutes('freight-gates', {
  listGateSites: {
    method: 'GET',
    path: '/api/v1/freight/gate-sites',
    summary: { zh: '场站与道闸总览', en: 'Sites with their gates' },
    authority: 'gates:read',
    response: z.array(FreightGateSite),
  },
  saveGateSite: {
    method: 'PUT',
    path: '/api/v1/freight/gate-sites/:code',
    summary: { zh: '登记场站', en: 'Register or change a site' },
    authority: 'gates:register',
    area: 'everything',
    audit: 'own',
    target: 'gate-site',
    params: ByCode,
    body: SiteBody,
    response: FreightGateSite,
  },
  getGateList: {
    method: 'GET',
    path: '/api/v1/freight/gate-sites/:code/list',
    summary: { zh: '场站常驻名单', en: 'Trucks that a site always lets in' },
    authority: 'gates:read',
    target: 'gate-site',
    params: ByCode,
    response: z.array(GateListEntry),
  },
  saveGateList: {
    method: 'PUT',
    path: '/api/v1/freight/gate-sites/:code/list',
    summary: { zh: '更新场站常驻名单', en: 'Replace the list of a site' },
    authority: 'gates:keep',
    audit: 'own',
    target: 'gate-site',
    params: ByCode,
    body: z.object({ entries: z.array(GateListEntry).max(2000) }),
    response: z.array(GateListEntry),
  },
  saveGate: {
    method: 'PUT',
    path: '/api/v1/freight/gates/:code',
    summary: { zh: '登记道闸', en: 'Register or change a gate' },
    authority: 'gates:register',
    area: 'everything',
    audit: 'own',
    target: 'gate',
    params: ByCode,
    body: GateBody,
    response: FreightGate,
  },
  retireGate: {
    ...onGate,
    path: '/api/v1/freight/gates/:code/retirement',
    summary: { zh: '停用道闸', en: 'Retire a gate' },
    authority: 'gates:register',
    area: 'everything',
    body: z.object({ reason: Reason }),
    response: null,
  },
  getGate: {
    method: 'GET',
    path: '/api/v1/freight/gates/:code',
    summary: { zh: '道闸详情', en: 'A gate with its history' },
    authority: 'gates:read',
    target: 'gate',
    params: ByCode,
    response: FreightGatePage,
  },
  getGateKeeper: {
    method: 'GET',
    path: '/api/v1/freight/gates/:code/keeper',
    summary: { zh: '值守：最近车牌与预约名单', en: 'What the keeper of a gate sees' },
    authority: 'gates:read',
    target: 'gate',
    params: ByCode,
    response: GateKeeperView,
  },
  moveGate: {
    ...onGate,
    path: '/api/v1/freight/gates/:code/barrier',
    summary: { zh: '手动开闸或关闸', en: 'Open or close by hand' },
    authority: 'gates:keep',
    body: z.object({ to: z.enum(['open', 'close']), reason: Reason }),
    response: FreightGate,
  },
  setGateService: {
    ...onGate,
    path: '/api/v1/freight/gates/:code/service',
    summary: { zh: '停止或恢复服务', en: 'Take a gate out of service, or put it back' },
    authority: 'gates:keep',
    body: z.object({ serves: z.boolean(), reason: Reason }),
    response: FreightGate,
  },
  renewControllerSecret: {
    ...onGate,
    path: '/api/v1/freight/gate-locks/:code/secret',
    target: 'gate-lock',
    summary: { zh: '生成道闸控制器密钥（只显示一次）', en: 'A new secret of a gate controller, shown once' },
    authority: 'gates:register',
    area: 'everything',
    response: GateSecret,
  },
  saveGateCamera: {
    method: 'PUT',
    path: '/api/v1/freight/gate-cameras/:code',
    summary: { zh: '登记相机（密钥只显示一次）', en: 'Register a camera; its secret is shown once' },
    authority: 'gates:register',
    area: 'everything',
    audit: 'own',
    target: 'gate-camera',
    params: ByCode,
    body: z.object({
      gate: Code,
      maker: CameraMaker,
      towards: z.enum(['in', 'out']),
      address: z.union([z.ipv4(), z.ipv6()]).nullable(),
    }),
    response: GateSecret,
  },
  retireGateCamera: {
    ...onGate,
    path: '/api/v1/freight/gate-cameras/:code/retirement',
    target: 'gate-camera',
    summary: { zh: '停用相机', en: 'Retire a camera' },
    authority: 'gates:register',
    area: 'everything',
    body: z.object({ reason: Reason }),
    response: null,
  },
  decideGateRead: {
    ...onRead,
    path: '/api/v1/freight/gate-reads/:id/decision',
    summary: { zh: '放行或拒绝车辆', en: 'Let a truck through, or refuse it' },
    authority: 'gates:keep',
    body: z.object({ version: z.number().int().positive(), opens: z.boolean(), reason: Reason }),
    response: FreightGateRead,
  },
  correctGateRead: {
    ...onRead,
    path: '/api/v1/freight/gate-reads/:id/plate',
    summary: { zh: '更正车牌', en: 'Correct a plate' },
    authority: 'gates:keep',
    body: z.object({ version: z.number().int().positive(), plate: Plate }),
    response: FreightGateRead,
  },
  getGatePicture: {
    method: 'GET',
    path: '/api/v1/freight/gate-pictures/:id',
    summary: { zh: '抓拍图片', en: 'A picture of a read' },
    authority: 'gates:read',
    target: 'gate-picture',
    params: RowId,
    response: 'image/jpeg',
  },
  getGateAvailability: {
    method: 'GET',
    path: '/api/v1/freight/gate-availability',
    summary: { zh: '场站监控及道闸可用率', en: 'Availability of gates' },
    authority: 'gates:read',
    query: z.object({ from_ms: AtMsText, to_ms: AtMsText }),
    response: GateAvailability,
  },
  syncController: {
    method: 'POST',
    path: '/api/v1/freight/gate-locks/:code/sync',
    summary: {
      zh: '道闸控制器上报与取令（控制器密钥）',
      en: 'Controllers report and fetch commands, by their secret',
    },
    // A controller has no account: its secret is checked.
    authority: 'public',
    csrf_exempt: true,
    audit: 'own',
    target: 'gate-lock',
    per_minute: 600,
    params: ByCode,
    body: z.object({
      /** Version of the list that it has; 0 for none. */
      list: z.number().int().min(0),
      /** Commands that it has carried out or refused, up to here. */
      carried: z.number().int().min(0),
      /** Every gate as it stands now. */
      gates: z.array(ControllerGate).max(20),
      events: z.array(ControllerEvent).max(500),
      /** How long the answer may wait for a command, ms. */
      wait_ms: z.number().int().min(0).max(10_000).default(0),
    }),
    response: ControllerAnswer,
  },
});

export const freightGatesContract = defineContract({
  routes: freightGateRoutes,
  permissions: {
    'gates:read': {
      ...{ platform: 'freight', zh: '查看场站与道闸', en: 'See sites and gates' },
      roles: [...WATCHERS, 'freight-officer', 'gate-keeper'],
    },
    'gates:keep': {
      ...{
        platform: 'freight',
        zh: '道闸值守：放行、拒绝、更正车牌',
        en: 'Keep gates: open, refuse, correct plates',
      },
      roles: ['freight-officer', 'gate-keeper'],
    },
    'gates:register': {
      ...{ platform: 'freight', zh: '登记场站、道闸与相机', en: 'Register sites, gates and cameras' },
      roles: ['freight-officer'],
    },
  },
});
