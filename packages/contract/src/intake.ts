import { z } from 'zod';
import { CaseChannel, CasePlace, CaseType, MeantParty, NewAsker } from './case-parts.ts';
import { CASE_TEXT_LENGTH } from './cases.ts';
import { AtMs, Bilingual, RowId, RowNumber } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';
import { typedText } from './typed-text.ts';

/** Largest transfer with its files, bytes. */
const TRANSFER_BYTES = 30 * 2 ** 20;
const Day = z.iso.date();
const Reason = typedText().trim().min(2).max(500);
const TransferNumber = z.string().regex(/^[\w.-]{4,60}$/);

/** A case that 12345 hands over. */
export const NewTransfer = z.object({
  /** Theirs: the same number is the same case. */
  number: TransferNumber,
  /** When it came in there; now without it. */
  received_ms: AtMs.nullable().default(null),
  /** By when they want the answer; their clock runs beside ours. */
  due_ms: AtMs.nullable().default(null),
  type: CaseType.nullable().default(null),
  title: z.string().trim().max(100).default(''),
  text: z.string().trim().min(2).max(CASE_TEXT_LENGTH),
  asker: NewAsker,
  place: CasePlace.default({ lon: null, lat: null, text: '' }),
  meant: MeantParty.nullable().default(null),
  files: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(200),
        content_base64: z.base64().max(14 * 2 ** 20),
      }),
    )
    .max(10)
    .default([]),
});
export type NewTransfer = z.infer<typeof NewTransfer>;

const RefusedFile = z.object({ name: z.string(), reason: Bilingual });

/** What became of a transfer. */
export const TransferTaken = z
  .object({
    number: z.string(),
    /** Our number of the case. */
    case: z.string(),
    /** They handed it over before: nothing was made of it a second time. */
    same: z.boolean(),
    /** It says something else than the first time; that stands as a remark on the case. */
    differs: z.boolean(),
    /** Files that could not be taken, the case was all the same. */
    refused_files: z.array(RefusedFile),
  })
  .meta({ id: 'TransferTaken' });
export type TransferTaken = z.infer<typeof TransferTaken>;

/** 受理, 转办, 退回, 答复, 重新办理, 并案. */
export const TransferStep = z.enum(['accepted', 'dispatched', 'returned', 'answered', 'reopened', 'merged']);
export type TransferStep = z.infer<typeof TransferStep>;

/** What 12345 hears of a case that they handed over. */
export const TransferNews = z
  .object({
    /** Grows: ask with the last one for what came after it. */
    seq: z.number().int(),
    number: z.string(),
    case: z.string(),
    step: TransferStep,
    text: z.string(),
    at_ms: AtMs,
  })
  .meta({ id: 'TransferNews' });
export type TransferNews = z.infer<typeof TransferNews>;

/**
 * By what a sender is known: `person` by a number or an address of mail, `network` by the address of the connection alone,
 * which many people may share.
 */
export const SenderKind = z.enum(['person', 'network']);
export type SenderKind = z.infer<typeof SenderKind>;

/** Why something is held back: the most that one sender may bring within a time. Dated. */
export const FloodRule = z
  .object({
    channel: CaseChannel,
    sender: SenderKind,
    within_ms: z.number().int(),
    /** As many go through; the next one is held back. */
    most: z.number().int(),
    valid_from: Day,
    source: Bilingual,
    assumed: z.boolean(),
  })
  .meta({ id: 'FloodRule' });
export type FloodRule = z.infer<typeof FloodRule>;

export const HeldState = z.enum(['held', 'released', 'joined', 'discarded']);
export type HeldState = z.infer<typeof HeldState>;

/** Something that came in and waits for a person to say whether it is a case of its own. */
export const HeldItem = z
  .object({
    id: z.number().int(),
    channel: CaseChannel,
    /** Masked. */
    sender: z.string(),
    title: z.string(),
    text: z.string(),
    files: z.number().int(),
    received_ms: AtMs,
    state: HeldState,
    /** Number of the first case of this sender within the time, to which it may be joined. */
    first_case: z.string().nullable(),
    /** What it became. */
    case: z.string().nullable(),
    decision: z.object({ by: z.string(), at_ms: AtMs, reason: z.string() }).nullable(),
  })
  .meta({ id: 'HeldItem' });
export type HeldItem = z.infer<typeof HeldItem>;

export const HeldList = z
  .object({ items: z.array(HeldItem), waiting: z.number().int(), rules: z.array(FloodRule) })
  .meta({ id: 'HeldList' });
export type HeldList = z.infer<typeof HeldList>;

/** `case`: made one; `remark`: an answer to one; `held`: held back; `refused`: nothing was made of it. */
export const LetterOutcome = z.enum(['case', 'remark', 'held', 'refused']);
export type LetterOutcome = z.infer<typeof LetterOutcome>;

/** What became of a letter. */
export const TakenLetter = z
  .object({
    id: z.number().int(),
    /** Masked. */
    sender: z.string(),
    received_ms: AtMs,
    taken_ms: AtMs,
    outcome: LetterOutcome,
    case: z.string().nullable(),
    /** What a person must know of it: a file that was refused, a letter that was too large. */
    notes: z.array(Bilingual),
  })
  .meta({ id: 'TakenLetter' });
export type TakenLetter = z.infer<typeof TakenLetter>;

/** Ways in that come from machines, and whether they work. */
export const WaysIn = z
  .object({
    mail: z.object({
      configured: z.boolean(),
      says: Bilingual,
      up: z.boolean(),
      /** Why it is not reached. */
      reason: z.string(),
      newest_ms: AtMs.nullable(),
    }),
    /** Where 12345 is answered; null where none was chosen: they ask for themselves. */
    peer: z
      .object({ endpoint: z.number().int(), name: z.string(), since_ms: AtMs, by: z.string() })
      .nullable(),
    transfers: z.object({ total: z.number().int(), newest_ms: AtMs.nullable() }),
    held: z.number().int(),
  })
  .meta({ id: 'WaysIn' });
export type WaysIn = z.infer<typeof WaysIn>;

const bySupervisor = { authority: 'intake:handle', area: 'everything' } as const;
const onHeld = {
  ...bySupervisor,
  method: 'POST',
  audit: 'own',
  target: 'held',
  params: RowId,
  response: HeldItem,
} as const;

export const intakeRoutes = defineRoutes('intake', {
  deliverTransfer: {
    method: 'POST',
    path: '/api/v1/transfers',
    summary: {
      zh: '12345 转来工单（按其编号去重）',
      en: 'A case that 12345 hands over; once by their number',
    },
    authority: 'transfers:deliver',
    area: 'everything',
    audit: 'own',
    per_minute: 600,
    body_limit: TRANSFER_BYTES,
    body: NewTransfer,
    response: TransferTaken,
  },
  listTransferNews: {
    method: 'GET',
    path: '/api/v1/transfers',
    summary: {
      zh: '转来工单的受理、退回与答复',
      en: 'What became of the cases that 12345 handed over, after a number',
    },
    authority: 'transfers:deliver',
    area: 'everything',
    query: z.object({
      after: z.coerce.number().pipe(RowNumber).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.array(TransferNews),
  },
  getWaysIn: {
    method: 'GET',
    path: '/api/v1/intake',
    summary: { zh: '机器渠道的状态', en: 'Ways in that come from machines, and how they stand' },
    authority: 'intake:read',
    area: 'everything',
    response: WaysIn,
  },
  choosePeer: {
    ...bySupervisor,
    method: 'PUT',
    path: '/api/v1/intake/peer',
    summary: { zh: '选择 12345 的回传地址', en: 'Choose the endpoint at which 12345 is answered' },
    audit: 'own',
    body: z.object({ endpoint: RowId.shape.id.nullable() }),
    response: WaysIn,
  },
  listLetters: {
    method: 'GET',
    path: '/api/v1/intake/letters',
    summary: { zh: '收到的邮件及其去向', en: 'Letters by mail and what became of them, the newest first' },
    authority: 'intake:read',
    area: 'everything',
    query: z.object({
      outcome: LetterOutcome.optional(),
      before_id: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.array(TakenLetter),
  },
  listHeld: {
    method: 'GET',
    path: '/api/v1/intake/held',
    summary: { zh: '暂存的重复来件', en: 'What was held back of a flood' },
    authority: 'intake:read',
    area: 'everything',
    query: z.object({
      state: z.enum(['held', 'all']).default('held'),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    response: HeldList,
  },
  releaseHeld: {
    ...onHeld,
    path: '/api/v1/intake/held/:id/release',
    summary: { zh: '放行为独立工单', en: 'Make a case of its own of it' },
    body: z.object({ reason: Reason }),
  },
  joinHeld: {
    ...onHeld,
    path: '/api/v1/intake/held/:id/joining',
    summary: { zh: '并入同一来源的首件', en: 'Join it to a case, the first one of its sender' },
    body: z.object({ reason: Reason, case: z.string().trim().min(4).max(40).optional() }),
  },
  discardHeld: {
    ...onHeld,
    path: '/api/v1/intake/held/:id/discarding',
    summary: { zh: '不作处理（保留记录）', en: 'Make nothing of it; it stays on record' },
    body: z.object({ reason: Reason }),
  },
});

export const intakeContract = defineContract({
  routes: intakeRoutes,
  permissions: {
    'transfers:deliver': {
      platform: 'citizen',
      zh: '互转工单（12345）',
      en: 'Transfer cases (12345)',
      // Keys of the catalogue hold it; this one tries the way in.
      roles: ['system-administrator'],
    },
    'intake:read': {
      platform: 'citizen',
      zh: '查看来件渠道与暂存件',
      en: 'See ways in and what is held back',
      roles: ['hotline-supervisor'],
    },
    'intake:handle': {
      platform: 'citizen',
      zh: '处置暂存件、设置来件渠道',
      en: 'Decide on what is held back, set up ways in',
      roles: ['hotline-supervisor'],
    },
  },
});
