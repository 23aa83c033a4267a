import type { StudyAssumption, StudyResult } from '@opentocc/contract';
import { TRAFFIC_PARAMETERS } from '@opentocc/core/demand';
import type { RoadNetwork } from '@opentocc/core/network';
import type { LinkStates } from '@opentocc/core/traffic';
import type { Logger } from '../../kit/log.ts';
import { guarded } from '../../kit/unattended.ts';
import { startWorker } from '../../kit/worker.ts';
import { assumptions } from './assumptions.ts';
import { baseStateOf, type Calibrated, demandVersion, spread } from './base-state.ts';
import { checkQuestion } from './check-question.ts';
import { simulationErrors } from './errors.ts';
import type { BaseState, Preparation, Question, RunOutcome } from './model.ts';
import type { QuestionFault } from './question-fault.ts';
import type { SimulationThread, StudyJob } from './study-job.ts';
import { StudyRunner } from './study-runner.ts';
import { ENGINE_VERSION, summarise } from './summarise.ts';
import { wayFinder, waysOf } from './ways.ts';

/** Studies that may wait at once. Assumed, 2026-11-27: half an hour of work. */
const MOST_WAITING = 40;

export interface SimulationDeps {
  /** As cars find it. */
  readonly network: RoadNetwork;
  readonly log: Logger;
  readonly threads: number;
  readonly penetration_rate: number | undefined;
  /** State of the roads that perception published last; null before the first. */
  readonly current: () => LinkStates | null;
  /** Index of the traffic state by the standard in force. */
  readonly stateOf: (speed_kmh: number, free_flow_kmh: number) => number;
  /** Typical demand and figures of roads; without them speeds alone and what is assumed. */
  readonly calibrated?: Calibrated;
  readonly startThread?: () => SimulationThread;
}

/** The twin of the city: what would happen on its roads from now on. */
export function createSimulation(deps: SimulationDeps) {
  const { network, log, threads, penetration_rate, current, stateOf } = deps;
  const startThread = deps.startThread ?? (() => threadOf(network, log));
  const findWay = wayFinder(network);
  const runner = new StudyRunner({ threads, log, startThread });
  return {
    /** Everything that is wrong with a question. */
    check: (question: Question): QuestionFault[] => checkQuestion(network, question, findWay),
    /**
     * Checks a question and takes the state of the roads that it is asked of.
     * @param begun questions that were begun and are not submitted yet
     * @returns the question with its ways, and that state
     * @throws AppError for the first thing that is wrong with it, when too many wait, or before the first window of states
     */
    begin(asked: Question, begun = 0): { readonly question: Question; readonly base: BaseState } {
      const [fault] = checkQuestion(network, asked, findWay);
      if (fault) throw fault.error;
      if (runner.waiting + begun >= MOST_WAITING)
        throw simulationErrors.too_many_waiting({ most: MOST_WAITING });
      const states = current();
      if (!states) throw simulationErrors.no_state();
      const question = { ...asked, ways: waysOf(asked, findWay) };
      return { question, base: baseStateOf(network, states, question, penetration_rate, deps.calibrated) };
    },
    submit: (job: StudyJob): void => runner.submit(job),
    cancel: (study: number): void => runner.cancel(study),
    ahead: (study: number): number => runner.ahead(study),
    /** What the outcomes so far say; equal for equal outcomes, in whatever order they came. */
    summarise(state: BaseState, preparation: Preparation, outcomes: readonly RunOutcome[]): StudyResult {
      const { free_flow_kmh } = spread(network, state);
      return summarise({
        ...{
          network,
          base_ms: state.base_ms,
          demand_version: demandVersion(state),
          preparation,
          outcomes,
          free_flow_kmh,
          stateOf,
        },
      });
    },
    /** What an equal answer needs besides the same network and state. */
    versions: () => ({
      engine_version: ENGINE_VERSION,
      parameters_version: TRAFFIC_PARAMETERS.version as string,
    }),
    assumptions: (): StudyAssumption[] => assumptions(),
    metrics: () => ({ studies_waiting: runner.waiting }),
    /** Starts the threads, so that the first study does not wait for them. */
    start: (): void => runner.start(),
    close: (): Promise<void> => runner.close(),
  };
}

export type TrafficSimulation = ReturnType<typeof createSimulation>;

function threadOf(network: RoadNetwork, log: Logger): SimulationThread {
  const worker = startWorker(new URL('./simulation-worker.ts', import.meta.url), { network });
  worker.unref();
  return {
    postMessage: (task) => worker.postMessage(task),
    onMessage: (hear) => void worker.on('message', guarded(log, 'a simulation answers', hear)),
    onError: (hear) => void worker.on('error', guarded(log, 'a simulation fails', hear)),
    terminate: () => worker.terminate(),
  };
}
