import { z } from 'zod';
import { CaseBrief } from './case-parts.ts';
import { AtMs, Bilingual } from './common.ts';
import { typedText } from './typed-text.ts';

/** A telephone number as a switchboard writes it; empty where the caller withholds it. */
export const CallNumber = z
  .string()
  .trim()
  .regex(/^(?:[+\d][\d -]{2,24})?$/);
const Name = z.string().regex(/^[\w:.@-]{1,80}$/);
export const CallExtension = z.string().regex(/^[\w-]{1,20}$/);
export const CallDay = z.iso.date();

/** What a switchboard (CTI) says of a call. `ringing` without an extension: it waits in the queue. */
export const CallEventKind = z.enum(['ringing', 'answered', 'ended', 'abandoned']);
export type CallEventKind = z.infer<typeof CallEventKind>;

export const CallEvent = z
  .object({
    /** The same in every attempt to deliver it. */
    event: Name,
    /** The call, over all of its events. */
    call: Name,
    kind: CallEventKind,
    /** When it happened, by the clock of the switchboard. */
    at_ms: AtMs,
    number: CallNumber.default(''),
    queue: z.string().trim().max(40).default(''),
    extension: CallExtension.nullable().default(null),
    /** What the caller says, where the switchboard writes speech down (语音转写). */
    said: z.string().trim().max(2000).default(''),
  })
  .meta({ id: 'CallEvent' });
export type CallEvent = z.infer<typeof CallEvent>;

/** What became of delivered events: taken now, known before, or refused for good with the reason. */
export const CallEventsTaken = z
  .object({
    taken: z.number().int(),
    known: z.number().int(),
    refused: z.array(z.object({ event: z.string(), reason: Bilingual })),
  })
  .meta({ id: 'CallEventsTaken' });
export type CallEventsTaken = z.infer<typeof CallEventsTaken>;

/** `ended` was answered before; `abandoned` never was. */
export const CallState = z.enum(['ringing', 'talking', 'ended', 'abandoned']);
export type CallState = z.infer<typeof CallState>;

export const CallBrief = z
  .object({
    id: z.number().int(),
    /** What the switchboard calls it. */
    call: z.string(),
    state: CallState,
    /** Masked; empty where it is withheld. */
    number: z.string(),
    queue: z.string(),
    extension: z.string().nullable(),
    /** Who sat at the extension when it was answered. */
    agent: z.object({ principal: z.string(), name: z.string() }).nullable(),
    begin_ms: AtMs,
    answered_ms: AtMs.nullable(),
    end_ms: AtMs.nullable(),
    /** From the first ring to the answer; null where it was not answered, or its ringing was never heard of. */
    wait_ms: z.number().int().nullable(),
    /** Number of the case that was made of it. */
    case: z.string().nullable(),
    /** Calls of the same number within the hour before, this one counted; 1 where it is withheld. */
    within_hour: z.number().int(),
  })
  .meta({ id: 'CallBrief' });
export type CallBrief = z.infer<typeof CallBrief>;

/** A call as who takes it needs it. */
export const CallDetail = CallBrief.extend({
  /** What was written down of it so far. */
  said: z.string(),
  /** Earlier cases of the same number, the newest first, masked. */
  earlier: z.array(CaseBrief),
}).meta({ id: 'CallDetail' });
export type CallDetail = z.infer<typeof CallDetail>;

export const AgentState = z.enum(['ready', 'busy', 'away']);
export type AgentState = z.infer<typeof AgentState>;

/** Somebody who takes calls. */
export const Agent = z
  .object({
    principal: z.string(),
    name: z.string(),
    /** Null where they sit at none. */
    extension: z.string().nullable(),
    state: AgentState,
    since_ms: AtMs,
  })
  .meta({ id: 'Agent' });
export type Agent = z.infer<typeof Agent>;

export const OwnSeat = z.object({ extension: CallExtension.nullable(), state: AgentState });
export type OwnSeat = z.infer<typeof OwnSeat>;

/** `within_15s_net`: without calls that began in exempt hours. */
export const CallFigureCode = z.enum(['connected', 'within_15s', 'within_15s_net', 'within_10s']);
export type CallFigureCode = z.infer<typeof CallFigureCode>;

export const CallFigureRule = z
  .object({
    code: CallFigureCode,
    name: Bilingual,
    numerator: Bilingual,
    denominator: Bilingual,
    /** Share that is to be reached; null where no rule says so. */
    target: z.number().nullable(),
    valid_from: CallDay,
    source: z.string(),
    assumed: z.boolean(),
  })
  .meta({ id: 'CallFigureRule' });
export type CallFigureRule = z.infer<typeof CallFigureRule>;

export const CallFigures = z
  .object({
    as_of_ms: AtMs,
    rules: z.array(CallFigureRule),
    days: z.array(
      z.object({
        day: CallDay,
        figures: z.array(
          z.object({
            code: CallFigureCode,
            numerator: z.number().int(),
            denominator: z.number().int(),
            /** Null where nothing was counted. */
            value: z.number().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'CallFigures' });
export type CallFigures = z.infer<typeof CallFigures>;

/** 过载: more calls than all seats can take, for a reason outside; 故障: the switchboard or its lines were down. */
export const ExemptionKind = z.enum(['overload', 'outage']);
export type ExemptionKind = z.infer<typeof ExemptionKind>;

/** `declared` waits for somebody else; `revoked` was approved and counts no more. */
export const ExemptionState = z.enum(['declared', 'approved', 'refused', 'revoked']);
export type ExemptionState = z.infer<typeof ExemptionState>;

const ExemptionReason = typedText().trim().min(2).max(500);

/** Hours that are to be left out of the 15-second figure. They are over by then. */
export const NewCallExemption = z.object({
  kind: ExemptionKind,
  from_ms: AtMs,
  /** The first instant that counts again. */
  to_ms: AtMs,
  reason: ExemptionReason,
});
export type NewCallExemption = z.infer<typeof NewCallExemption>;

export const ExemptionDecision = z.object({
  verdict: z.enum(['approved', 'refused', 'revoked']),
  reason: ExemptionReason,
});
export type ExemptionDecision = z.infer<typeof ExemptionDecision>;

/** Hours that one person declared and another one has to approve. */
export const CallExemption = NewCallExemption.extend({
  id: z.number().int(),
  reason: z.string(),
  state: ExemptionState,
  declared_by: z.string(),
  declared_ms: AtMs,
  /** Answered calls that began in these hours, as it stands now. */
  calls: z.number().int(),
  /** Every decision, the first one first. */
  decisions: z.array(ExemptionDecision.extend({ reason: z.string(), by: z.string(), at_ms: AtMs })),
}).meta({ id: 'CallExemption' });
export type CallExemption = z.infer<typeof CallExemption>;

export const CallList = z
  .object({ calls: z.array(CallBrief), total: z.number().int() })
  .meta({ id: 'CallList' });
export type CallList = z.infer<typeof CallList>;
