import type { NewStudy, StudyAction, StudyActionKind, StudyPlan } from '@opentocc/contract';

/** A study that is being edited; links that were not chosen yet are null. */
export interface Draft {
  readonly name: string;
  readonly horizon_min: number;
  readonly radius_m: number;
  readonly incidents: readonly DraftIncident[];
  readonly scenarios: readonly DraftScenario[];
  readonly routes: readonly DraftRoute[];
}

export interface DraftIncident {
  readonly link: number | null;
  readonly lanes_closed: number;
  readonly from_min: number;
  readonly minutes: number;
}

export interface DraftRoute {
  readonly from_link: number | null;
  readonly to_link: number | null;
}

/** An action with the value of each of its fields by name. */
export interface DraftAction {
  readonly kind: StudyActionKind;
  readonly values: Readonly<Record<string, DraftValue>>;
}
export type DraftValue = number | string | null;

export interface DraftScenario {
  readonly name: string;
  readonly actions: readonly DraftAction[];
}

export const EMPTY_DRAFT: Draft = {
  ...{ name: '', horizon_min: 60, radius_m: 5000, incidents: [], scenarios: [], routes: [] },
};
export const NEW_INCIDENT: DraftIncident = { link: null, lanes_closed: 1, from_min: 0, minutes: 30 };

const span = { from_min: 0, minutes: 30 };
/** What each kind has when it is added. */
const NEW_VALUES: { readonly [K in StudyActionKind]: DraftAction['values'] } = {
  closure: { link: null, ...span },
  lane_loss: { link: null, lanes: 1, ...span },
  speed_limit: { link: null, speed_kmh: 40, ...span },
  signal_plan: { link: null, side: 'end', green_share: 0.5, shift_s: 0, cycle_s: null, ...span },
  demand: { link: null, radius_m: 500, end: 'origin', factor: 1, added_vph: 1000, other_link: null, ...span },
  message: { link: null, sign: null, share: 0.3, ...span },
  gate: { link: null, flow_vph: 600, ...span },
};

/** Demand that people speak of by name, as values of an action. */
export const DEMAND_PRESETS = {
  concert: { radius_m: 500, end: 'origin', factor: 1, added_vph: 4000 },
  stop_of_work: { link: null, end: 'origin', factor: 1.5, added_vph: 0 },
  holiday: { link: null, end: 'both', factor: 0.7, added_vph: 0 },
  evacuation: { radius_m: 1500, end: 'origin', factor: 1.5, added_vph: 6000 },
} as const;

export const newAction = (kind: StudyActionKind): DraftAction => ({ kind, values: NEW_VALUES[kind] });

/** A list with one thing changed; taken out when `next` is null. */
export const replaced = <T>(list: readonly T[], at: number, next: T | null): T[] =>
  list.flatMap((one, i) => (i !== at ? one : (next ?? [])));

/** Links of an action whose choice it cannot be without. */
const needsLink = ({ kind }: DraftAction): boolean => kind !== 'demand';

/** Whether everything that has to be chosen is. */
export const isComplete = ({ incidents, scenarios, routes }: Draft): boolean =>
  scenarios.length > 0 &&
  incidents.every(({ link }) => link !== null) &&
  routes.every(({ from_link, to_link }) => from_link !== null && to_link !== null) &&
  scenarios.every(
    ({ name, actions }) =>
      name.trim() !== '' && actions.every((one) => !needsLink(one) || one.values.link !== null),
  );

/** The study that a complete draft asks for. */
export function studyOf(draft: Draft): NewStudy {
  const { name, horizon_min, radius_m, incidents, scenarios, routes } = draft;
  return {
    ...{ name, horizon_min, radius_m, message_share: 0.3 },
    incidents: incidents.map((one) => ({ ...one, link: one.link ?? 0, at: 0.5 })),
    scenarios: scenarios.map(
      (one): StudyPlan => ({ name: one.name.trim(), actions: one.actions.map(actionOf) }),
    ),
    routes: routes.map((one) => ({ name: '', from_link: one.from_link ?? 0, to_link: one.to_link ?? 0 })),
  };
}

function actionOf({ kind, values }: DraftAction): StudyAction {
  const { link, sign, ...others } = values;
  const links = [Number(link)];
  if (kind === 'closure' || kind === 'lane_loss') return { kind, links, at: 0.5, ...others } as StudyAction;
  if (kind === 'speed_limit') return { kind, links, ...others } as StudyAction;
  if (kind === 'message')
    return { kind, avoid: links, signs: sign === null ? null : [Number(sign)], ...others } as StudyAction;
  if (kind === 'gate') return { kind, link, at: 0.5, ...others } as StudyAction;
  return { kind, link, ...others } as StudyAction;
}

const KEY = 'tocc.study-draft';

/** The draft that this browser has stored; an empty one where it has none that can be read. */
export function readDraft(storage: Pick<Storage, 'getItem'>): Draft {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    return isDraft(stored) ? { ...EMPTY_DRAFT, ...stored } : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}

export const writeDraft = (storage: Pick<Storage, 'setItem'>, draft: Draft): void =>
  storage.setItem(KEY, JSON.stringify(draft));

function isDraft(stored: unknown): stored is Draft {
  const { scenarios, incidents, routes } = (stored ?? {}) as Partial<Draft>;
  if (!Array.isArray(scenarios) || !Array.isArray(incidents) || !Array.isArray(routes)) return false;
  return scenarios.every(
    (one: Partial<DraftScenario>) =>
      typeof one.name === 'string' &&
      Array.isArray(one.actions) &&
      one.actions.every(({ kind, values }) => kind in NEW_VALUES && typeof values === 'object'),
  );
}
