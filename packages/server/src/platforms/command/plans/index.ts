import type { SituationBrief, Warning } from '@opentocc/contract';
import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { duty } from '../duty/index.ts';
import { situations } from '../situations/index.ts';
import { warnings } from '../warnings/index.ts';
import { type DrillWeather, weather } from '../weather/index.ts';
import { Choices, type ChoicesDeps, type Measure } from './choices.ts';
import { PlanEngine } from './engine.ts';
import { plansErrors } from './errors.ts';
import { createFacts } from './facts.ts';
import { planFigures } from './figures.ts';
import { handoverTasks } from './handover.ts';
import { SITUATION_KINDS, WARNING_KINDS, weatherKindOf } from './kinds.ts';
import { measuresOf } from './measures.ts';
import { migrations } from './migrations/index.ts';
import type { OpenSituation, OpenWarning } from './model.ts';
import { createPlanObligations } from './obligations.ts';
import { servePlans, serveRuns } from './routes.ts';
import { RunService } from './run-service.ts';
import { PlanService } from './service.ts';
import { createPlanStore } from './store.ts';
import { TaskService } from './task-service.ts';
import type { Organisation } from './units.ts';

export { weatherKindOf } from './kinds.ts';
export type { PastWarning, ReplayedPlan } from './replay.ts';

/** How often clocks and conditions of running plans are looked at. */
const LOOK_EVERY_MS = 1_000;

/** Open situations that conditions look at. */
const MOST_SITUATIONS = 1_000;

/** A warning without a district, as of the whole city, is in force in every one. */
const warningOf = ({ origin, kind, level, place }: Warning): OpenWarning => ({
  ...{ kind: origin === 'rule' ? kind : weatherKindOf(kind), level },
  districts: place.districts.length === 0 ? null : place.districts,
});

/** A white signal stands as a blue one, as on the desk of warnings. */
const drilledOf = ({ kind, level, districts }: DrillWeather['warnings'][number]): OpenWarning => ({
  ...{ kind: weatherKindOf(kind), level: level === 'white' ? 'blue' : level },
  districts: districts.length === 0 ? null : districts,
});

const situationOf = ({ id, kind, began_ms, district }: SituationBrief): OpenSituation => ({
  ...{ id, kind, began_ms, expected_end_ms: null, districts: district === null ? null : [district] },
});

const aboutOf = (run: number) => ({
  ...{ module: 'plans', id: `plan-run:${run}`, opens: `/plans/runs/${run}` },
});

/** What modules beside this one may use of it. */
export interface PlansModule extends Module {
  readonly service: PlanService;
  readonly runs: RunService;
}

export const plans: PlatformModule<PlansModule> = {
  name: 'plans',
  migrations,
  errors: plansErrors,
  compose({ db, clock, log, network }, { accounts, messages: outbox }, { indices }, find) {
    const store = createPlanStore(db);
    const organisation: Organisation = {
      listUnits: accounts.answeringUnits,
      listActors: () => accounts.actorsWith('plans:act'),
      unitsOf: accounts.unitsOf,
      listRoles: accounts.listRoles,
    };
    const listMeasures = (): readonly Measure[] => measuresOf(indices, network);
    const facts = createFacts({
      ...{ clock, listMeasures, kinds: [...WARNING_KINDS, ...SITUATION_KINDS] },
      listOpenWarnings: () => find(warnings).service.listOpen().map(warningOf),
      listOpenSituations: async () => {
        const { situations: open } = await find(situations).situations.list(null, {
          ...{ state: 'open', limit: MOST_SITUATIONS },
        });
        return open.filter(({ header }) => header === 'real').map(situationOf);
      },
      async listDrillWarnings() {
        const drills = await find(weather).drillWeather();
        return new Map(drills.map(({ drill, warnings: open }) => [drill, open.map(drilledOf)]));
      },
    });
    const engine = new PlanEngine({
      ...{ store, clock, organisation, outbox, log, facts },
      escalationAt: find(duty).escalationAt,
      chronicle: {
        log: (tx, { run, ...entry }) => find(duty).log.write(tx, { ...entry, about: aboutOf(run) }),
        situation: (tx, id, { run, ...entry }) =>
          find(situations).situations.addEntry(tx, id, { ...entry, detail: aboutOf(run) }),
      },
    });
    const choices = new Choices({
      ...{ store, organisation, listMeasures },
      listWarningKinds: () => WARNING_KINDS,
      listSituationKinds: () => SITUATION_KINDS,
    } satisfies ChoicesDeps);
    const runs = new RunService({ store, engine });
    const tasks = new TaskService({ store, engine, organisation });
    const isSituation = async (id: number) => Boolean(await find(situations).situations.find(id));
    const service = new PlanService({ store, engine, runs, choices, clock, isSituation });
    find(duty).handover.add({ kind: 'task', list: handoverTasks(runs) });
    find(duty).figures.add(planFigures(runs));
    return {
      name: 'plans',
      ...{ service, runs },
      routes: [servePlans(service, choices), serveRuns(service, runs, tasks)],
      obligations: createPlanObligations({ runs, tasks }),
      demo: async () => (await import('./demo.ts')).createPlansDemo(log),
      jobs: [{ name: 'move plans on', every_ms: LOOK_EVERY_MS, run: engine.tick }],
    };
  },
};
