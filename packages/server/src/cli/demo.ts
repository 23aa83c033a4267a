import type { RoadNetwork } from '@opentocc/core/network';
import { createCityLife } from '@opentocc/testkit/city-life';
import type { Tocc } from '../compose.ts';
import { systemClock } from '../kit/clock.ts';
import type { Demo, DemoCity, DemoDoor, DemoPast } from '../kit/demo.ts';
import { createLimit } from '../kit/limit.ts';
import { HttpOperator } from './demo-operator.ts';
import { DemoPeople } from './demo-people.ts';
import { recordedTraffic, simulatedTraffic } from './demo-traffic.ts';

/** Seed of the demo city: the same vehicles and the same days at every start. */
const DEMO_SEED = 1;

/** Registers the outside world in the name of an account of its own, which administrators see like any other. */
const OPERATOR = { name: 'demo-operator', display_name: '示范城市数据管理员', role: 'data-steward' };

/** Sits at the desk of an officer on duty; an account like any other too. */
const OFFICER = { name: 'demo-officer', display_name: '示范城市值守员', role: 'duty-officer' };

/** Relieves that officer at the end of a shift, and is relieved in turn. */
const RELIEF = { name: 'demo-relief', display_name: '示范城市接班员', role: 'duty-officer' };

export interface DemoSetUp {
  readonly tocc: Tocc;
  readonly network: RoadNetwork;
  readonly network_file: string;
  readonly vehicles: number;
  readonly trips: number;
  /** Where its days are recorded; without it they are simulated in this process. */
  readonly world_folder?: string;
  /** As `DemoCity.shift_ms`; default 0. */
  readonly shift_ms?: number;
}

/** The parts that the modules play in the demo city, together. */
export interface DemoRun {
  /**
   * Registers with a listening platform, over HTTP, what is not registered yet; the rest is left as it is.
   * @param url base URL of the platform
   * @param parts `without_world` leaves out what only a world that is played makes use of
   */
  register(url: string, parts?: 'without_world'): Promise<void>;
  /**
   * Gives each module that has none its past, from the last module to the first: perception before what rests on it. One that
   * cannot have it leaves the others theirs.
   * @throws AggregateError of those that failed, when all were tried
   */
  makePast(past: DemoPast): Promise<void>;
  /** Plays the outside world until its signal ends it. */
  playWorld(door: DemoDoor): Promise<void>;
  /** Does what an officer on duty does until the signal ends it. */
  keepDuty(door: Pick<DemoDoor, 'url' | 'signal'>): Promise<void>;
}

export async function loadDemo({
  tocc,
  world_folder: folder,
  shift_ms = 0,
  ...rest
}: DemoSetUp): Promise<DemoRun> {
  const scripted = { ...rest, seed: DEMO_SEED, life: createCityLife(rest.network, DEMO_SEED) };
  const traffic = folder ? recordedTraffic({ ...scripted, folder }) : simulatedTraffic(scripted);
  const city: DemoCity = { ...scripted, shift_ms, traffic };
  const demos: readonly Demo[] = await Promise.all(
    tocc.modules.flatMap(({ demo }) => (demo ? [demo()] : [])),
  );
  const people = new DemoPeople(tocc.accounts, demos);
  return {
    async register(url, parts) {
      const due = demos.filter((demo) => !(parts && demo.registers_for_world) && demo.isUnregistered?.(city));
      if (due.length === 0) return;
      await people.openUnits();
      const password = await tocc.accounts.openProgramAccount(OPERATOR);
      const operator = await HttpOperator.signIn({ url, account: OPERATOR.name, password });
      for (const demo of due) await demo.register?.(city, operator, (name) => people.signIn(url, name));
      await operator.signOut();
    },
    async makePast(past) {
      const failed: unknown[] = [];
      for (const demo of [...demos].reverse())
        if (!past.signal.aborted) await demo.past?.(city, past).catch((error) => failed.push(error));
      if (failed.length > 0) throw new AggregateError(failed, 'not every module has its past');
    },
    async playWorld(door) {
      await Promise.all(demos.map((demo) => demo.world?.(city, door)));
    },
    async keepDuty({ url, signal }) {
      // One password for all modules: opening the account again would end the sessions of those who sit there already.
      const [password, relief] = [
        await tocc.accounts.openProgramAccount(OFFICER),
        await tocc.accounts.openProgramAccount(RELIEF),
      ];
      // In turn: many at once at one account are held for guessing.
      const inTurn = createLimit(1, 2 * demos.length, () => new Error('more desks than modules'));
      const signIn = () => inTurn(() => HttpOperator.signIn({ url, account: OFFICER.name, password }));
      const signInRelief = () =>
        inTurn(() => HttpOperator.signIn({ url, account: RELIEF.name, password: relief }));
      await Promise.all(
        demos.map((demo) =>
          demo.duty?.(city, {
            ...{ signIn, signInRelief, signal, clock: systemClock },
            signInAs: (name) => people.signIn(url, name),
          }),
        ),
      );
    },
  };
}
