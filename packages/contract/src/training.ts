import { z } from 'zod';
import { AtMs } from './common.ts';

export const QuizQuestion = z
  .object({
    article: z.number().int(),
    text: z.string().trim().min(2).max(500),
    options: z.array(z.string().trim().min(1).max(200)).min(2).max(6),
    /** Index of the right option. */
    right: z.number().int().min(0).max(5),
  })
  .refine(({ options, right }) => right < options.length, { path: ['right'] })
  .refine(({ options }) => new Set(options).size === options.length, { path: ['options'] })
  .meta({ id: 'QuizQuestion' });
export type QuizQuestion = z.infer<typeof QuizQuestion>;

/** `draft` while its quiz is edited, `open` while it is taken, `closed` when the month is over. */
export const CourseState = z.enum(['draft', 'open', 'closed']);
export type CourseState = z.infer<typeof CourseState>;

/** yyyy-mm */
export const TrainingMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const CourseBrief = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    month: TrainingMonth,
    title: z.string(),
    state: CourseState,
    articles: z.array(z.number().int()),
    questions: z.number().int(),
    made_by: z.string(),
    opened_ms: AtMs.nullable(),
    /** The reader's own best result; null before the first. */
    own: z.object({ right: z.number().int(), of: z.number().int(), at_ms: AtMs }).nullable(),
  })
  .meta({ id: 'CourseBrief' });
export type CourseBrief = z.infer<typeof CourseBrief>;

/** A question as who takes the quiz sees it. */
const AskedQuestion = z.object({ article: z.number().int(), text: z.string(), options: z.array(z.string()) });

export const Course = CourseBrief.extend({
  quiz: z.array(AskedQuestion),
  /** The right options; for who makes courses alone. */
  answers: z.array(z.number().int()).nullable(),
}).meta({ id: 'Course' });
export type Course = z.infer<typeof Course>;

/** What came of one try: which questions were wrong, and what was right. */
export const QuizOutcome = z
  .object({
    right: z.number().int(),
    of: z.number().int(),
    questions: z.array(z.object({ given: z.number().int(), right: z.number().int() })),
  })
  .meta({ id: 'QuizOutcome' });
export type QuizOutcome = z.infer<typeof QuizOutcome>;

export const TrainingRecord = z
  .object({
    month: TrainingMonth,
    /** Courses that were opened in the month; the indicator 话务知识库培训 asks for one. */
    held: z.number().int(),
    required: z.number().int(),
    reached: z.boolean(),
    source: z.object({ zh: z.string(), en: z.string() }),
    assumed: z.boolean(),
    results: z.array(
      z.object({
        principal: z.string(),
        name: z.string(),
        /** Courses of the month that they have a result of. */
        done: z.number().int(),
        tries: z.number().int(),
        right: z.number().int(),
        of: z.number().int(),
        last_ms: AtMs,
      }),
    ),
    /** Who should take part and has a result of none of the month's courses, or not of all. */
    missing: z.array(z.object({ principal: z.string(), name: z.string(), lacks: z.array(z.string()) })),
  })
  .meta({ id: 'TrainingRecord' });
export type TrainingRecord = z.infer<typeof TrainingRecord>;
