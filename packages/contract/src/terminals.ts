import { z } from 'zod';
import { RevealReason } from './accounts.ts';
import { AtMs, Bilingual } from './common.ts';
import { defineRoutes } from './route.ts';
import { RevealedPlate, VehicleClass } from './vehicles.ts';

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

export const ByPhone = z.object({ phone: TerminalPhone });

/** A source that a waiting terminal probably is of. */
export const LikelySource = z
  .object({
    source: z.number().int(),
    /** What speaks for it, in words. */
    why: z.array(Bilingual),
  })
  .meta({ id: 'LikelySource' });
export type LikelySource = z.infer<typeof LikelySource>;

/** What is needed to decide on a waiting terminal. */
export const TerminalCase = z
  .object({
    phone: z.string(),
    /** The likeliest first; empty where nothing speaks for any. */
    likely: z.array(LikelySource),
    /** The registered terminal that speaks for its plate now; taking this one in puts it in that one's place. */
    plate_held_by: z.object({ phone: z.string(), source: z.number().int() }).nullable(),
    /** Where it said it is, in degrees as it stated them; no code was shown, so it is a claim. Null when it did not. */
    place: z.object({ lon: z.number(), lat: z.number(), at_ms: AtMs }).nullable(),
  })
  .meta({ id: 'TerminalCase' });
export type TerminalCase = z.infer<typeof TerminalCase>;

const ByDecision = z.object({ id: z.string().regex(/^[0-9a-f]{1,64}$/) });

/** What people do about terminals. */
export const terminalRoutes = defineRoutes('sources', {
  getTerminalCase: {
    method: 'GET',
    path: '/api/v1/terminals/:phone/case',
    summary: {
      zh: '审批依据：可能所属单位、车牌占用与自报位置',
      en: 'What is needed to decide on a waiting terminal: whose it probably is, who holds its plate, where it says it is',
    },
    authority: 'sources:approve',
    area: 'city',
    audit: 'read',
    target: 'terminal',
    params: ByPhone,
    response: TerminalCase,
  },
  revealTerminalPlate: {
    method: 'POST',
    path: '/api/v1/terminals/:phone/plate/reveal',
    summary: {
      zh: '查看待接入终端的完整车牌（须说明理由）',
      en: 'See the plate of a waiting terminal in full, for a reason',
    },
    authority: 'sources:approve',
    area: 'city',
    audit: 'required',
    target: 'terminal',
    params: ByPhone,
    body: RevealReason,
    response: RevealedPlate,
  },
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
