import type {
  Bilingual,
  PlanDocument,
  PlanPhase,
  PlanTask,
  PlanTransition,
  Session,
} from '@opentocc/contract';
import type { NewMessage, Outbox } from '../../../base/messages/index.ts';
import type { Db } from '../../../kit/db.ts';
import { Choices } from './choices.ts';
import { PlanEngine } from './engine.ts';
import { SITUATION_KINDS, WARNING_KINDS } from './kinds.ts';
import type { OpenSituation, OpenWarning } from './model.ts';
import { RunService } from './run-service.ts';
import { PlanService } from './service.ts';
import { createPlanStore } from './store.ts';
import { TaskService } from './task-service.ts';
import type { Actor, Organisation, OrganisationUnit } from './units.ts';

/** 2026-11-27 08:00 in the city. */
export const EIGHT_MS = Date.parse('2026-11-27T08:00:00+08:00');
export const MINUTE = 60_000;
/** The one situation that there is. */
export const SITUATION = 7;

const both = (text: string): Bilingual => ({ zh: text, en: text });

const unitOf = (
  code: string,
  parent: string | null,
  kind: OrganisationUnit['kind'],
  districts: readonly string[] | null,
): OrganisationUnit => ({ code, parent, kind, name: both(code), districts });

/** 1 + 11 + N in small: the centre, two sub-centres, the police and a station of theirs. */
export const UNITS: readonly OrganisationUnit[] = [
  unitOf('city', null, 'city_centre', null),
  unitOf('futian', 'city', 'sub_centre', ['440304']),
  unitOf('nanshan', 'city', 'sub_centre', ['440305']),
  unitOf('traffic-police', 'city', 'department', null),
  unitOf('station', 'traffic-police', 'department', null),
];

const actorOf = (
  name: string,
  unit: string,
  roles: readonly string[],
  units: readonly string[] | null,
): Actor => ({ principal: `account:${name}`, name, unit, roles, units });

export const ACTORS: readonly Actor[] = [
  actorOf('chief', 'city', ['duty-officer'], null),
  actorOf('fu', 'futian', ['department-user'], ['futian']),
  actorOf('nan', 'nanshan', ['department-user'], ['nanshan']),
  actorOf('po', 'traffic-police', ['department-user'], ['traffic-police', 'station']),
];

const ALL = ['plans:read', 'plans:edit', 'plans:publish', 'plans:command', 'plans:act'];

/** Who acts in tests: an account with all permissions of plans, everywhere or for some units and districts. */
export function actingAs(
  name: string,
  reach: { units: string[]; districts: string[] | null } | null = null,
  roles: string[] = [],
) {
  const session: Session = {
    ...{ principal: `account:${name}`, via: 'cookie', account: name, display_name: name, roles },
    permissions: ALL,
    reach: reach ? Object.fromEntries(ALL.map((permission) => [permission, reach])) : {},
    ...{ language: 'zh', csrf_token: '', must_change_password: false, second_factor: false },
    ...{ must_enrol_second_factor: false, expires_ms: 9e12, watch_until_ms: null },
  };
  return { session, address: '10.0.0.7' };
}

export const chief = actingAs('chief');
export const other = actingAs('other');
export const fu = actingAs('fu', { units: ['futian'], districts: ['440304'] }, ['department-user']);
export const po = actingAs('po', { units: ['traffic-police', 'station'], districts: null });

const organisationOf = (actors: readonly Actor[]): Organisation => ({
  listUnits: async () => UNITS,
  listActors: async () => actors,
  async unitsOf(principal) {
    const found = actors.find((actor) => actor.principal === principal);
    const below = UNITS.filter(({ parent }) => parent === found?.unit).map(({ code }) => code);
    return found ? { own: found.unit, below } : null;
  },
  listRoles: async () => ['duty-officer', 'department-user'].map((code) => ({ code, name: both(code) })),
});

/** The module as it runs, on a clock and facts that the test sets; messages are collected unless they go elsewhere. */
export function openPlans(db: Db, outbox?: Outbox, actors: readonly Actor[] = ACTORS) {
  const organisation = organisationOf(actors);
  const world = {
    now_ms: EIGHT_MS,
    warnings: [] as OpenWarning[],
    situations: [] as OpenSituation[],
    drills: new Map<number, readonly OpenWarning[]>(),
    index: null as number | null,
    messages: [] as NewMessage[],
    /** What stands in the duty log and on the timelines of situations. */
    log: [] as string[],
    timelines: [] as { id: number; zh: string }[],
  };
  const store = createPlanStore(db);
  const clock = { now: () => world.now_ms };
  const listMeasures = () => [
    { key: 'index/city/city', name: both('index'), unit: '0–10', now: () => world.index },
  ];
  const engine = new PlanEngine({
    ...{ store, clock, organisation },
    // What one plan throws keeps no other waiting; a test hears of it all the same.
    log: {
      error(what: { err: unknown }) {
        throw what.err;
      },
    },
    outbox: outbox ?? { queue: async (_tx, message) => world.messages.push(message) },
    facts: async () => ({
      ...{ now_ms: world.now_ms, warnings: world.warnings, situations: world.situations },
      drills: world.drills,
      measure: () => world.index,
      nameOf: both,
    }),
    chronicle: {
      log: async (_tx, { text }) => void world.log.push(text.zh),
      situation: async (_tx, id, { zh }) => void world.timelines.push({ id, zh }),
    },
    escalationAt: async () => (actors === ACTORS ? ['account:chief', 'account:other'] : []),
  });
  const choices = new Choices({
    ...{ store, organisation, listMeasures },
    listWarningKinds: () => WARNING_KINDS,
    listSituationKinds: () => SITUATION_KINDS,
  });
  const runs = new RunService({ store, engine });
  const tasks = new TaskService({ store, engine, organisation });
  const isSituation = async (id: number) => id === SITUATION;
  const service = new PlanService({ store, engine, runs, choices, clock, isSituation });
  return { world, store, engine, choices, runs, tasks, service };
}
export type OpenPlans = ReturnType<typeof openPlans>;

export const taskFor = (key: string, tag: string, more: Partial<PlanTask> = {}): PlanTask => ({
  ...{ key, tag, name: both(key), detail: null, role: null, start_min: 0, accept_min: 10, due_min: 30 },
  ...{ evidence: 'none', routes: null },
  ...more,
});

export const lead = (to: string | null, when: PlanTransition['when'], asks = false): PlanTransition => ({
  key: `to-${to ?? 'end'}`,
  to,
  when,
  asks,
});

export const phaseWith = (
  key: string,
  tasks: readonly PlanTask[],
  transitions: readonly PlanTransition[],
): PlanPhase => ({ key, name: both(key), tasks: [...tasks], messages: [], transitions: [...transitions] });

export const planWith = (phases: readonly PlanPhase[], more: Partial<PlanDocument> = {}): PlanDocument => ({
  ...{ name: both('plan'), kind: 'rain', districts: null, routes: [], phases: [...phases] },
  basis: { source: 'test', dated: '2026-11-27', assumed: false },
  begin: { how: 'hand', when: [] },
  ...more,
});

/** Publishes a plan and starts it. */
export async function startPlan(plans: OpenPlans, document: PlanDocument, more = {}) {
  const { id, rev } = await plans.service.add(chief, null, document);
  await plans.service.publish(chief, null, id, { rev, note: '' });
  const wanted = { drill: false, districts: null, note: '', situation: null, ...more };
  return plans.service.start(chief, null, id, wanted);
}
