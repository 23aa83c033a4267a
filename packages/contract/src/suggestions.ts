import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';
import { StudyAssumption, StudyIncident } from './studies.ts';
import { StudyAction } from './study-actions.ts';

/** Longest text of a variable message sign: letters that one shows at once. Assumed, 2026-11-27: two lines of 12 Chinese, 28 Latin letters. */
export const SIGN_LETTERS = { zh: 24, en: 56 } as const;

/** What a suggestion is: a sign, a message with a way round, green along that way, less inflow at a signal or a ramp, or several. */
export const SuggestionKind = z.enum(['sign', 'diversion', 'signal', 'hold', 'gate', 'combined']);
export type SuggestionKind = z.infer<typeof SuggestionKind>;

const SignText = z.object({
  zh: z.string().trim().min(1).max(SIGN_LETTERS.zh),
  en: z.string().trim().min(1).max(SIGN_LETTERS.en),
});

/** A way round the incident. */
const WayRound = z.object({
  name: Bilingual,
  links: z.array(z.number().int()),
  length_m: z.number(),
  /** Longer than the way of now without the incident, s. */
  extra_s: z.number(),
  /** Vehicles an hour that its narrowest link could take besides. */
  spare_vph: z.number().int(),
});
export type SuggestedWay = z.infer<typeof WayRound>;

export const Suggestion = z
  .object({
    /** The scenario of the study that tests it: "plan-1". */
    key: z.string(),
    kind: SuggestionKind,
    name: Bilingual,
    /** Text for the signs, and the links on which drivers read it; null where it needs none. */
    sign: z.object({ text: SignText, links: z.array(z.number().int()) }).nullable(),
    way: WayRound.nullable(),
    actions: z.array(StudyAction),
  })
  .meta({ id: 'Suggestion' });
export type Suggestion = z.infer<typeof Suggestion>;

export const DraftState = z.enum(['draft', 'withdrawn']);
export type DraftState = z.infer<typeof DraftState>;

/** What somebody accepted: a draft of a sign text and a plan. Nothing is sent to anything. */
export const ControlDraft = z
  .object({
    id: z.number().int(),
    study: z.number().int(),
    suggestion: Suggestion,
    /** As it was accepted, maybe with other words. */
    sign_text: SignText.nullable(),
    road: Bilingual,
    district: z.string().nullable(),
    author: z.string(),
    drafted_ms: AtMs,
    /** What the twin said of it: vehicle-hours saved, and half of the 95 % band. */
    saved_vehicle_hours: z.object({ mean: z.number(), half: z.number().nullable() }),
    state: DraftState,
    withdrawn_by: z.string().nullable(),
    withdrawn_ms: AtMs.nullable(),
    reason: z.string(),
  })
  .meta({ id: 'ControlDraft' });
export type ControlDraft = z.infer<typeof ControlDraft>;

/** Suggestions of a study and what became of them; without any where the study was not asked for suggestions. */
export const SuggestionSet = z
  .object({
    study: z.number().int(),
    suggestions: z.array(Suggestion),
    /** Suggestions that were left out, since they reach into districts beyond those of who asked. */
    outside: z.number().int(),
    drafts: z.array(ControlDraft),
    assumptions: z.array(StudyAssumption),
  })
  .meta({ id: 'SuggestionSet' });
export type SuggestionSet = z.infer<typeof SuggestionSet>;

export const NewDraft = z.object({
  key: z.string().max(20),
  /** Other words for the sign. */
  sign_text: SignText.nullable().default(null),
});
export type NewDraft = z.infer<typeof NewDraft>;

export const DraftWithdrawal = z.object({ reason: z.string().trim().min(2).max(200) });
export type DraftWithdrawal = z.infer<typeof DraftWithdrawal>;

export const suggestionRoutes = defineRoutes('suggestions', {
  askSuggestions: {
    method: 'POST',
    path: '/api/v1/suggestions',
    summary: {
      zh: '为一起事件求管控建议，逐条推演',
      en: 'Suggest what to do about an incident; each is run in the twin',
    },
    authority: 'studies:run',
    audit: 'own',
    per_minute: 20,
    body: StudyIncident,
    status: 201,
    response: SuggestionSet,
  },
  getSuggestions: {
    method: 'GET',
    path: '/api/v1/studies/:id/suggestions',
    summary: { zh: '一项推演的管控建议与草稿', en: 'Suggestions of a study, and their drafts' },
    authority: 'studies:read',
    target: 'study',
    params: RowId,
    response: SuggestionSet,
  },
  acceptSuggestion: {
    method: 'POST',
    path: '/api/v1/studies/:id/drafts',
    summary: { zh: '采纳一条建议，存为草稿', en: 'Accept a suggestion as a draft' },
    authority: 'suggestions:accept',
    audit: 'own',
    target: 'study',
    params: RowId,
    body: NewDraft,
    status: 201,
    response: ControlDraft,
  },
  listDrafts: {
    method: 'GET',
    path: '/api/v1/control-drafts',
    summary: { zh: '管控草稿', en: 'Control drafts' },
    authority: 'studies:read',
    response: z.array(ControlDraft),
  },
  withdrawDraft: {
    method: 'POST',
    path: '/api/v1/control-drafts/:id/withdrawal',
    summary: { zh: '撤回草稿', en: 'Withdraw a draft' },
    authority: 'suggestions:accept',
    audit: 'own',
    target: 'draft',
    params: RowId,
    body: DraftWithdrawal,
    response: ControlDraft,
  },
});

export const suggestionsContract = defineContract({
  routes: suggestionRoutes,
  permissions: {
    'suggestions:accept': {
      platform: 'decision',
      zh: '采纳管控建议为草稿',
      en: 'Accept suggestions as drafts',
      roles: ['duty-officer'],
    },
  },
});
