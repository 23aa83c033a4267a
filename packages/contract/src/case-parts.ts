import { z } from 'zod';
import { ClockReading, ClockRule } from './clocks.ts';
import { AtMs, Bilingual, RowNumber } from './common.ts';

/** What somebody wants of the hotline: 信息咨询, 投诉举报, 意见建议. */
export const CaseType = z.enum(['consultation', 'complaint', 'suggestion']);
export type CaseType = z.infer<typeof CaseType>;

/** 公路, 水路, 道路运输, 城市客运, 海事, 救助打捞, 水上搜救 (JT/T 1019.1). */
export const CaseField = z.enum([
  ...(['highway', 'waterway', 'road_transport', 'urban_passenger'] as const),
  ...(['maritime', 'salvage', 'water_rescue'] as const),
]);
export type CaseField = z.infer<typeof CaseField>;

/** By which way somebody came. */
export const CaseChannel = z.enum(['phone', 'walk_in', 'web', 'wechat', 'mail', '12345', 'letter', 'other']);
export type CaseChannel = z.infer<typeof CaseChannel>;

/**
 * 受理, 转办, 答复, 办结, 归档; 移送 (rail, aviation, post), 撤回. Return, rework and reopening go back in it; each change is a
 * row of the timeline. A case that was merged stands still in the state that it had.
 */
export const CaseState = z.enum([
  ...(['received', 'dispatched', 'answered', 'closed', 'archived', 'referred', 'withdrawn'] as const),
]);
export type CaseState = z.infer<typeof CaseState>;

/** 催办 and 督办: somebody above presses for the answer. */
export const CaseSupervision = z.enum(['none', 'urged', 'supervised']);
export type CaseSupervision = z.infer<typeof CaseSupervision>;

/** 黄牌: due soon; 红牌: past due. */
export const CaseCard = z.enum(['none', 'yellow', 'red']);
export type CaseCard = z.infer<typeof CaseCard>;

/** To what a case refers, and where it is seen too. */
export const CaseLinkKind = z.enum(['vehicle', 'road', 'stop', 'line', 'situation']);
export type CaseLinkKind = z.infer<typeof CaseLinkKind>;
export const CaseLink = z
  .object({
    kind: CaseLinkKind,
    /** Plate, name of the road, stop or line, number of the situation. */
    ref: z.string().trim().min(1).max(80),
  })
  .meta({ id: 'CaseLink' });
export type CaseLink = z.infer<typeof CaseLink>;

/** Where it was: by a place on the map, by words, or both. */
export const CasePlace = z
  .object({
    lon: z.number().min(-180).max(180).nullable().default(null),
    lat: z.number().min(-90).max(90).nullable().default(null),
    text: z.string().trim().max(200).default(''),
  })
  .meta({ id: 'CasePlace' });
export type CasePlace = z.infer<typeof CasePlace>;

/** Who is meant (被反映对象): a firm, a vehicle, a line, an office, a person. */
export const MeantParty = z
  .object({
    kind: z.enum(['firm', 'vehicle', 'line', 'office', 'person', 'other']),
    name: z.string().trim().min(1).max(100),
    /** Its unit of the organisation, where it is one. */
    unit: z.string().max(40).nullable().default(null),
  })
  .meta({ id: 'MeantParty' });
export type MeantParty = z.infer<typeof MeantParty>;

/** How the asker wishes to be answered. */
export const AnswerBy = z.enum(['phone', 'sms', 'mail', 'web', 'none']);
export type AnswerBy = z.infer<typeof AnswerBy>;

/** Who asks, in full, as it comes in. Nothing of it leaves the module unmasked but by a reveal. */
export const NewAsker = z.object({
  name: z.string().trim().max(50).default(''),
  phone: z
    .string()
    .trim()
    .regex(/^[+\d][\d -]{2,24}$/)
    .nullable()
    .default(null),
  email: z.email().max(120).nullable().default(null),
  /** 要求保密: who it is stays hidden in every view, export and log, and is never shown to who is meant. */
  secret: z.boolean().default(false),
  answer_by: AnswerBy.default('phone'),
});
export type NewAsker = z.infer<typeof NewAsker>;

/** Who asks, masked; of who asked for secrecy nothing but that. */
export const MaskedAsker = z
  .object({
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    secret: z.boolean(),
    answer_by: AnswerBy,
  })
  .meta({ id: 'MaskedAsker' });
export type MaskedAsker = z.infer<typeof MaskedAsker>;

export const RevealedAsker = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  /** The text as it came in, where names and numbers in it are hidden for secrecy; null where nothing is. */
  text: z.string().nullable(),
});
export type RevealedAsker = z.infer<typeof RevealedAsker>;

/** The number and due time that another hotline gave it; that clock runs beside ours. */
export const OutsideCase = z
  .object({ system: z.string().max(20), number: z.string().trim().min(1).max(60), due_ms: AtMs.nullable() })
  .meta({ id: 'OutsideCase' });
export type OutsideCase = z.infer<typeof OutsideCase>;

const CaseUnit = z.object({ code: z.string(), name: Bilingual });

/** What lists show of a case. */
export const CaseBrief = z
  .object({
    id: z.number().int(),
    /** "SZ12328-20261128-000123": given once. */
    number: z.string(),
    /** Grows with each change; who changes it names the one that they saw. */
    version: z.number().int(),
    state: CaseState,
    type: CaseType,
    field: CaseField,
    /** Code of the taxonomy, and its name. */
    category: z.string(),
    category_name: Bilingual,
    channel: CaseChannel,
    title: z.string(),
    place: z.string(),
    district: z.string().nullable(),
    asker: MaskedAsker,
    /** Who has to answer; null while it is at the hotline. */
    unit: CaseUnit.nullable(),
    /** Whether the unit has said that it takes it (签收). */
    accepted: z.boolean(),
    supervision: CaseSupervision,
    card: CaseCard,
    received_ms: AtMs,
    /** What is due next of its clocks; null where none runs. */
    clock: z.string().nullable(),
    due_ms: AtMs.nullable(),
    soon_ms: AtMs.nullable(),
    answered_ms: AtMs.nullable(),
    closed_ms: AtMs.nullable(),
    /** Answered by the hotline itself, without a unit. */
    at_once: z.boolean(),
    /** 1, and one more each time it is opened again. */
    round: z.number().int(),
    reworks: z.number().int(),
    returns: z.number().int(),
    /** What waits for a ruling: returns, extensions, pauses. */
    requests: z.number().int(),
    merged_into: z.number().int().nullable(),
    cluster: z.number().int().nullable(),
  })
  .meta({ id: 'CaseBrief' });
export type CaseBrief = z.infer<typeof CaseBrief>;

/** What a unit asks of the hotline; the clock runs on until it is granted. */
export const CaseRequestKind = z.enum(['return', 'extension', 'pause']);
export type CaseRequestKind = z.infer<typeof CaseRequestKind>;

export const CaseRequest = z
  .object({
    id: z.number().int(),
    kind: CaseRequestKind,
    reason: z.string(),
    unit: z.string(),
    /** Of an extension, by the measure of the answer's clock. */
    length: z.number().nullable(),
    /** Of a return: who has it to do, as the unit sees it. */
    proposed_unit: z.string().nullable(),
    by: z.string(),
    at_ms: AtMs,
    state: z.enum(['open', 'granted', 'refused', 'gone']),
    ruling: z.object({ by: z.string(), at_ms: AtMs, reason: z.string() }).nullable(),
  })
  .meta({ id: 'CaseRequest' });
export type CaseRequest = z.infer<typeof CaseRequest>;

/** A row of what happened. Nothing can change or remove it. */
export const CaseEntryKind = z.enum([
  ...(['received', 'dispatched', 'accepted', 'answered', 'closed', 'archived', 'referred'] as const),
  ...(['withdrawn', 'reopened', 'rework', 'request', 'ruling', 'recalled', 'supervision'] as const),
  ...(['card', 'clock', 'facts', 'note', 'remark', 'attachment', 'merged', 'merged_into', 'split'] as const),
  ...(['split_off', 'cluster', 'link', 'transfer', 'message', 'visit', 'module'] as const),
]);
export type CaseEntryKind = z.infer<typeof CaseEntryKind>;

export const CaseEntry = z
  .object({
    id: z.number().int(),
    at_ms: AtMs,
    by: z.string(),
    kind: CaseEntryKind,
    text: Bilingual,
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'CaseEntry' });
export type CaseEntry = z.infer<typeof CaseEntry>;

export const CaseAttachment = z
  .object({
    id: z.number().int(),
    name: z.string(),
    media: z.string(),
    bytes: z.number().int(),
    /** SHA-256 of what is stored. */
    hash: z.string(),
    by: z.string(),
    at_ms: AtMs,
    note: z.string(),
  })
  .meta({ id: 'CaseAttachment' });
export type CaseAttachment = z.infer<typeof CaseAttachment>;

/** "first_response", "answer", "closing", of later rounds "answer:2"; "12345" for the one that another hotline set. */
export const CaseClock = z.object({ code: z.string(), reading: ClockReading }).meta({ id: 'CaseClock' });
export type CaseClock = z.infer<typeof CaseClock>;

export const CaseAnswer = z
  .object({
    id: z.number().int(),
    text: z.string(),
    by: z.string(),
    unit: z.string().nullable(),
    at_ms: AtMs,
    at_once: z.boolean(),
    /** Sent back for rework. */
    refused: z.boolean(),
  })
  .meta({ id: 'CaseAnswer' });
export type CaseAnswer = z.infer<typeof CaseAnswer>;

/** A case with all that is known of it. */
export const Case = CaseBrief.extend({
  text: z.string(),
  places: CasePlace,
  meant: MeantParty.nullable(),
  links: z.array(CaseLink),
  outside: OutsideCase.nullable(),
  /** Where it was referred to. */
  referred_to: z.string().nullable(),
  answers: z.array(CaseAnswer),
  request_list: z.array(CaseRequest),
  timeline: z.array(CaseEntry),
  attachments: z.array(CaseAttachment),
  clocks: z.array(CaseClock),
  /** Others of the same number, the newest first; for the hotline alone. */
  earlier: z.array(CaseBrief),
  /** Those that were merged into it. */
  merged: z.array(z.number().int()),
  /** Acts that are possible from here, for who has the right to. */
  next: z.array(z.string()),
}).meta({ id: 'Case' });
export type Case = z.infer<typeof Case>;

/** A category with when it holds, and what became of it; what was filed under it stays findable. */
export const CaseCategory = z
  .object({
    code: z.string(),
    field: CaseField,
    name: Bilingual,
    /** By which a text is known before a model is trained. */
    words: z.array(z.string()),
    /** Who usually answers; null where that is for the agent to say. */
    unit: z.string().nullable(),
    /** yyyy-mm-dd; `valid_to` is the first day on which it is not used any more. */
    valid_from: z.string(),
    valid_to: z.string().nullable(),
    /** What took its place: one where it was merged, several where it was split. */
    successors: z.array(z.string()),
    source: Bilingual,
    assumed: z.boolean(),
  })
  .meta({ id: 'CaseCategory' });
export type CaseCategory = z.infer<typeof CaseCategory>;

export const CaseRuleMatch = z.object({
  type: CaseType.nullable().default(null),
  field: CaseField.nullable().default(null),
  channel: CaseChannel.nullable().default(null),
});
export type CaseRuleMatch = z.infer<typeof CaseRuleMatch>;

/** A version of a rule by which cases are due; of those that match the most specific one counts. */
export const CaseRule = ClockRule.extend({
  /** The same for every version: "answer", "answer/complaint/urban_passenger". */
  key: z.string(),
  match: CaseRuleMatch,
  reason: z.string(),
  made_by: z.string().nullable(),
  made_ms: AtMs.nullable(),
}).meta({ id: 'CaseRule' });
export type CaseRule = z.infer<typeof CaseRule>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The next version of a rule, or the first of a new match (`seen` 0). Lengths by the measure of the code. */
export const NewCaseRule = z.object({
  code: z.enum(['first_response', 'answer', 'closing']),
  match: CaseRuleMatch,
  seen: RowNumber,
  valid_from: z.string().regex(DAY),
  length: z.number().positive().max(1e10),
  soon: z.number().positive().max(1e10).nullable(),
  extension: z.number().positive().max(1e10).nullable(),
  pausable: z.boolean(),
  source: z.object({ zh: z.string().trim().min(2).max(300), en: z.string().trim().max(300).default('') }),
  assumed: z.boolean(),
  reason: z.string().trim().min(2).max(300),
});
export type NewCaseRule = z.infer<typeof NewCaseRule>;

/** Why cases may be of the same matter, each with its share of the score. */
export const ClusterReason = z.object({
  what: z.enum(['text', 'place', 'time', 'meant', 'category']),
  text: Bilingual,
  /** 0–1. */
  score: z.number(),
  weight: z.number(),
});
export type ClusterReason = z.infer<typeof ClusterReason>;

/** 同一诉求: cases of many about one matter. */
export const CaseCluster = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    title: z.string(),
    state: z.enum(['proposed', 'confirmed', 'dissolved']),
    made_ms: AtMs,
    members: z.array(
      z.object({
        case: CaseBrief,
        state: z.enum(['proposed', 'confirmed', 'removed']),
        score: z.number(),
        reasons: z.array(ClusterReason),
      }),
    ),
    /** When all of it were answered by one text; null where they were not. */
    answered_ms: AtMs.nullable(),
  })
  .meta({ id: 'CaseCluster' });
export type CaseCluster = z.infer<typeof CaseCluster>;

/** How many were right, of how many. */
export const RightOf = z.object({ right: z.number().int(), of: z.number().int() });
export type RightOf = z.infer<typeof RightOf>;

/** What the text speaks for, with how sure that is and what in it spoke. */
export const CaseSuggestion = z
  .object({
    category: z.string(),
    type: CaseType.nullable(),
    unit: z.string().nullable(),
    /** 0–1. */
    odds: z.number(),
    reasons: z.array(z.string()),
    /** The words of the taxonomy, or a model that was trained on closed cases. */
    by: z.enum(['words', 'model']).default('words'),
    /** Number of the training whose model was in use, also where the words of the taxonomy spoke; null without one. */
    model: z.number().int().nullable().default(null),
  })
  .meta({ id: 'CaseSuggestion' });
export type CaseSuggestion = z.infer<typeof CaseSuggestion>;
