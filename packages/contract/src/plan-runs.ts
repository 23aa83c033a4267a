import { z } from 'zod';
import { ClockAct, ClockReading } from './clocks.ts';
import { AtMs, Bilingual } from './common.ts';
import { PlanDocument, PlanKind } from './plan.ts';

/** `asked`: waits for a second person. `refused`: who was asked said no. */
export const PlanRunState = z.enum(['asked', 'running', 'ended', 'refused']);
export type PlanRunState = z.infer<typeof PlanRunState>;

/**
 * `waiting`: its time has not come. `escalated`: nobody took it in time and the unit above is asked. `withdrawn`: not
 * wanted any more.
 */
export const PlanTaskState = z.enum([
  'waiting',
  'sent',
  'escalated',
  'accepted',
  'refused',
  'done',
  'withdrawn',
]);
export type PlanTaskState = z.infer<typeof PlanTaskState>;

export const PlanEvidence = z.object({
  text: z.string().trim().max(2000).default(''),
  /** Names or addresses of files where they are stored. */
  attachments: z.array(z.string().trim().min(1).max(300)).max(10).default([]),
});
export type PlanEvidence = z.infer<typeof PlanEvidence>;

/** A time by which something is due, and why it is then. */
export const PlanDue = z.object({
  /** When it is due; where it is paused, when it was due before. */
  at_ms: AtMs,
  /** Its clock, with the lines that explain it. */
  clock: ClockReading,
});
export type PlanDue = z.infer<typeof PlanDue>;

/** A task of a running plan, at the unit that has it now. */
export const RunTask = z
  .object({
    id: z.number().int(),
    run: z.number().int(),
    plan_name: Bilingual,
    drill: z.boolean(),
    phase: z.string(),
    phase_name: Bilingual,
    key: z.string(),
    name: Bilingual,
    detail: Bilingual.nullable(),
    unit: z.string(),
    unit_name: Bilingual,
    /** To which it went first, where it was escalated or given on. */
    first_unit: z.string(),
    role: z.string().nullable(),
    evidence_asked: z.enum(['none', 'text', 'attachment']),
    routes: z.array(z.string()),
    state: PlanTaskState,
    /** How often it went up for want of an answer. */
    level: z.number().int(),
    /** Whether it was not done in time. */
    overdue: z.boolean(),
    sent_ms: AtMs,
    accept_by: PlanDue,
    done_by: PlanDue,
    accepted_by: z.string().nullable(),
    accepted_ms: AtMs.nullable(),
    ended_by: z.string().nullable(),
    ended_ms: AtMs.nullable(),
    reason: z.string(),
    evidence: PlanEvidence.nullable(),
    rev: z.number().int(),
  })
  .meta({ id: 'RunTask' });
export type RunTask = z.infer<typeof RunTask>;

/** A line of a running plan's record. It is never changed. */
export const RunEvent = z
  .object({
    id: z.number().int(),
    at_ms: AtMs,
    /** Account, or "system". */
    by: z.string(),
    kind: z.enum([
      'asked',
      'approved',
      'refused',
      'started',
      'phase',
      'proposed',
      'ended',
      'task_sent',
      'task_accepted',
      'task_refused',
      'task_escalated',
      'task_overdue',
      'task_given',
      'task_done',
      'task_withdrawn',
      'task_clock',
      'no_unit',
      'told',
    ]),
    task: z.number().int().nullable(),
    text: Bilingual,
  })
  .meta({ id: 'RunEvent' });
export type RunEvent = z.infer<typeof RunEvent>;

/** Where a transition of the present phase leads, and why it has not been taken. */
export const RunTransition = z
  .object({
    key: z.string(),
    /** Null ends the plan. */
    to: z.string().nullable(),
    to_name: Bilingual,
    met: z.boolean(),
    asks: z.boolean(),
    /** Since when it waits for a person, where its condition was met and it asks. */
    proposed_ms: AtMs.nullable(),
    due_ms: AtMs.nullable(),
    why: Bilingual,
  })
  .meta({ id: 'RunTransition' });
export type RunTransition = z.infer<typeof RunTransition>;

export const PlanRun = z
  .object({
    id: z.number().int(),
    plan: z.number().int(),
    version: z.number().int(),
    name: Bilingual,
    kind: PlanKind,
    drill: z.boolean(),
    state: PlanRunState,
    origin: z.enum(['hand', 'approval', 'auto']),
    note: z.string(),
    /** Of the situation that it answers; null without one. */
    situation: z.number().int().nullable(),
    /** The weather drill that began it; null for every other one. */
    weather_drill: z.number().int().nullable(),
    districts: z.array(z.string()).nullable(),
    phase: z.string().nullable(),
    phase_name: Bilingual.nullable(),
    phase_since_ms: AtMs.nullable(),
    asked_by: z.string(),
    asked_ms: AtMs,
    started_ms: AtMs.nullable(),
    ended_ms: AtMs.nullable(),
    /** Tasks by what became of them. */
    tasks: z.object({ open: z.number().int(), late: z.number().int(), done: z.number().int() }),
    /** Something waits for who commands it: an approval, a proposed phase, a refused task. */
    waits: z.boolean(),
    rev: z.number().int(),
  })
  .meta({ id: 'PlanRun' });
export type PlanRun = z.infer<typeof PlanRun>;

export const PlanRunDetail = PlanRun.extend({
  document: PlanDocument,
  tasks_all: z.array(RunTask),
  transitions: z.array(RunTransition),
  /** The newest first, at most 500. */
  events: z.array(RunEvent),
  /** Whether the reader may command it: their rights reach everything that it touches; else what lies beyond. */
  beyond: z.array(Bilingual),
}).meta({ id: 'PlanRunDetail' });
export type PlanRunDetail = z.infer<typeof PlanRunDetail>;

/** Seen as it was when the reader decided; another change in between is a 409. */
const Seen = z.object({ rev: z.number().int().nonnegative() });
const Reason = z.string().trim().min(2).max(300);

export const NewRun = z.object({
  drill: z.boolean(),
  /** Where it happens; null is everywhere that the plan is for. */
  districts: z.array(z.string().max(12)).min(1).max(100).nullable().default(null),
  note: z.string().trim().max(300).default(''),
  situation: z
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1)
    .nullable()
    .default(null),
});
export type NewRun = z.infer<typeof NewRun>;

export const RunDecision = Seen.extend({ reason: z.string().trim().max(300).default('') });
export const RunRefusal = Seen.extend({ reason: Reason });
export const TransitionTaken = RunDecision.extend({ transition: z.string().max(40) });
export type TransitionTaken = z.infer<typeof TransitionTaken>;
export const TaskAccepted = Seen;
export const TaskRefused = Seen.extend({ reason: Reason });
export const TaskDone = Seen.extend({ evidence: PlanEvidence });
export const TaskGiven = Seen.extend({ unit: z.string().max(40), reason: Reason });
/** What who commands the plan does with the time in which a task is to be done. */
export const TaskClockAct = Seen.extend({ act: ClockAct });
