import { z } from 'zod';
import { RightOf } from './case-parts.ts';
import { AtMs, Bilingual } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

/** The words of the taxonomy and a model, on the same cases, which the model had not seen. */
const Compared = z.object({ words: RightOf, model: RightOf });

/** On closed cases that were held out: the newest, none of whose texts was learned. */
export const HeldOutFigures = z
  .object({
    cases: z.number().int(),
    category: Compared,
    /** The right one among those shown. */
    category_shown: Compared,
    type: Compared,
    /** Of cases that were dispatched: the unit that had them in the end. */
    unit: Compared,
    /** Categories whose odds were 0.9 and more. */
    sure: RightOf,
  })
  .meta({ id: 'HeldOutFigures' });
export type HeldOutFigures = z.infer<typeof HeldOutFigures>;

/**
 * `used`: not worse than the words on cases that were held out; `refused`: worse; `too_few`: not enough cases or categories;
 * `interrupted`: the platform ended meanwhile.
 */
export const ClassTrainingState = z.enum([
  ...(['running', 'used', 'refused', 'too_few', 'failed', 'interrupted'] as const),
]);
export type ClassTrainingState = z.infer<typeof ClassTrainingState>;

const CategoryCount = z.object({ category: z.string(), cases: z.number().int() });

/** What was learned when, from what, and how well. */
export const ClassTraining = z
  .object({
    id: z.number().int(),
    began_ms: AtMs,
    ended_ms: AtMs.nullable(),
    /** Account; null for the platform itself, by night. */
    by: z.string().nullable(),
    state: ClassTrainingState,
    /** Closed cases that there were, and those that were learned from. */
    closed: z.number().int(),
    cases: z.number().int(),
    /** Categories that the model knows, and those with too few cases, which the words of the taxonomy go on suggesting. */
    known: z.array(CategoryCount),
    unknown: z.array(CategoryCount),
    held_out: HeldOutFigures.nullable(),
    /** What it says besides the category: each only where it was not worse than the words. */
    says: z.object({ type: z.boolean(), unit: z.boolean() }),
  })
  .meta({ id: 'ClassTraining' });
export type ClassTraining = z.infer<typeof ClassTraining>;

/** By which figures a model is trained and judged, from a day on. */
export const ClassRules = z
  .object({
    valid_from: z.string(),
    /** Categories with fewer cases are left to the words. */
    least_cases: z.number().int(),
    /** Of fewer categories, and of fewer held-out cases, nothing is learned. */
    least_categories: z.number().int(),
    least_held_out: z.number().int(),
    /** Share of different texts, the newest, that is held out. */
    held_out: z.number(),
    /** The newest closed cases, as far as there are that many, and as many letters of each, and of all of them. */
    most_cases: z.number().int(),
    most_letters: z.number().int(),
    most_letters_in_all: z.number().int(),
    /** Runs of characters that a model knows at most. */
    most_features: z.number().int(),
    source: Bilingual,
    assumed: z.boolean(),
  })
  .meta({ id: 'ClassRules' });
export type ClassRules = z.infer<typeof ClassRules>;

/** Who suggests categories, types and units now, and what was learned so far. */
export const CaseClasses = z
  .object({
    /** The training whose model suggests, and since when; null for the words of the taxonomy. */
    in_use: z.object({ training: z.number().int(), since_ms: AtMs }).nullable(),
    /** Why a stored model is not in use although it was found good. */
    trouble: Bilingual.nullable(),
    rules: ClassRules,
    /** The newest first. */
    trainings: z.array(ClassTraining),
  })
  .meta({ id: 'CaseClasses' });
export type CaseClasses = z.infer<typeof CaseClasses>;

export const caseClassRoutes = defineRoutes('case-classes', {
  getCaseClasses: {
    method: 'GET',
    path: '/api/v1/case-classes',
    summary: { zh: '分类推荐：在用方式与训练记录', en: 'Who suggests categories, and what was learned' },
    authority: 'cases:read',
    response: CaseClasses,
  },
  trainCaseClasses: {
    method: 'POST',
    path: '/api/v1/case-classes/trainings',
    summary: { zh: '立即训练分类模型', en: 'Train a model on closed cases now' },
    authority: 'cases:configure',
    area: 'everything',
    per_minute: 6,
    status: 202,
    response: CaseClasses,
  },
});

export const caseClassesContract = defineContract({ routes: caseClassRoutes, permissions: {} });
