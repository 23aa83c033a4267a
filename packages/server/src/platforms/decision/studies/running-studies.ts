import type { StudyResult } from '@opentocc/contract';
import type {
  BaseState,
  Preparation,
  RunOutcome,
  StudyEvent,
  TrafficSimulation,
} from '../../../brain/simulation/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Logger } from '../../../kit/log.ts';
import type { StudyRow, StudyStore } from './store.ts';

interface Deps {
  readonly store: StudyStore;
  readonly simulation: TrafficSimulation;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What is known of a study while it runs. */
interface Running {
  readonly principal: string;
  readonly base: BaseState;
  readonly replay_of: number | null;
  preparation: Preparation | undefined;
  readonly outcomes: RunOutcome[];
  of: number;
  /** The first picture, of the seeds that all scenarios have run. */
  result: StudyResult | null;
}

/** Studies that have not ended: their progress, their first picture, and their end, which is stored. */
export class RunningStudies {
  readonly #deps: Deps;
  readonly #running = new Map<number, Running>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  find(id: number) {
    const running = this.#running.get(id);
    if (!running) return undefined;
    const { of, outcomes, result } = running;
    return { progress: of > 0 ? { done: outcomes.length, of } : null, result };
  }

  get ids(): number[] {
    return [...this.#running.keys()];
  }

  /** How many an account has here. */
  countOf(principal: string): number {
    return [...this.#running.values()].filter((one) => one.principal === principal).length;
  }

  submit({ id, principal, question, replay_of }: StudyRow, base: BaseState): void {
    if (this.#running.has(id)) return;
    this.#running.set(id, {
      ...{ principal, base, replay_of, preparation: undefined, outcomes: [], of: 0, result: null },
    });
    this.#deps.simulation.submit({
      ...{ study: id, principal, state: base, question },
      hear: (event) => {
        this.#hear(id, event).catch((err: unknown) => this.#giveUp(id, err));
      },
    });
  }

  /** A study whose picture cannot be made, or whose end cannot be stored, fails; when not even that is stored it is taken up again. */
  #giveUp(id: number, err: unknown): void {
    const { store, clock, log } = this.#deps;
    log.error({ err, study: id }, 'what became of a study was not stored');
    this.cancel(id);
    store
      .end(id, { status: 'failed', ended_ms: clock.now(), failure: String(err) })
      .catch((error: unknown) => log.error({ err: error, study: id }, 'the end of a study was not stored'));
  }

  cancel(id: number): void {
    this.#running.delete(id);
    this.#deps.simulation.cancel(id);
  }

  async #hear(id: number, event: StudyEvent): Promise<void> {
    const { store, clock, log } = this.#deps;
    const running = this.#running.get(id);
    if (!running) return;
    if (event.type === 'started') await store.start(id);
    if (event.type === 'prepared') Object.assign(running, { preparation: event.preparation, of: event.runs });
    if (event.type === 'outcome') this.#take(running, event.outcome);
    if (event.type === 'failed') {
      const { reason: failure, says: failure_says } = event;
      log.error({ study: id, reason: failure }, 'a study failed');
      await store.end(id, { status: 'failed', ended_ms: clock.now(), failure, failure_says });
      this.#running.delete(id);
    }
    if (event.type === 'done') {
      const result = Buffer.from(JSON.stringify(running.result));
      const first = running.replay_of === null ? null : await store.findResult(running.replay_of);
      const same_bytes = first && first.equals(result);
      await store.end(id, { status: 'done', ended_ms: clock.now(), result, same_bytes });
      this.#running.delete(id);
    }
  }

  /** A picture each time that every scenario has run with one more seed. */
  #take(running: Running, outcome: RunOutcome): void {
    const { outcomes, preparation, base } = running;
    outcomes.push(outcome);
    if (!preparation) return;
    const isSeedRun = preparation.scenarios.every(({ key }) =>
      outcomes.some((one) => one.key === key && one.seed === outcome.seed),
    );
    if (isSeedRun) running.result = this.#deps.simulation.summarise(base, preparation, outcomes);
  }
}
