import type { StudyAction } from '@opentocc/contract';
import { kindOf } from './actions/index.ts';
import type { Incident, Question } from './model.ts';

/** An incident or an action as checks see it. */
export interface CheckedThing {
  readonly scenario: number | null;
  readonly item: number;
  readonly links: readonly number[];
  readonly span: { readonly from_min: number; readonly minutes: number };
  readonly incident?: Incident;
  readonly action?: StudyAction;
}

/** What happens in one scenario: its own actions, and the incidents of the base. */
export interface CheckedScenario {
  /** The base itself has its incidents as its own. */
  readonly own: readonly CheckedThing[];
  readonly all: readonly CheckedThing[];
}

/** The base, then each scenario that was edited. */
export function checkedScenarios({ incidents, scenarios = [] }: Question): CheckedScenario[] {
  const base = incidents.map(
    (incident, item): CheckedThing => ({
      ...{ scenario: null, item, links: [incident.link], span: incident, incident },
    }),
  );
  const edited = scenarios.map(({ actions }, scenario) => {
    const own = actions.map(
      (action, item): CheckedThing => ({
        ...{ scenario, item, links: kindOf(action).links(action), span: action, action },
      }),
    );
    return { own, all: [...base, ...own] };
  });
  return [{ own: base, all: base }, ...edited];
}

/** Links that it closes to everybody while it lasts. */
export function closedBy({ incident, action }: CheckedThing, link_lanes: ArrayLike<number>): number[] {
  if (incident) return incident.lanes_closed >= link_lanes[incident.link] ? [incident.link] : [];
  if (action?.kind === 'closure') return action.links;
  if (action?.kind === 'gate') return action.flow_vph === 0 ? [action.link] : [];
  return action?.kind === 'lane_loss' ? action.links.filter((link) => action.lanes >= link_lanes[link]) : [];
}
