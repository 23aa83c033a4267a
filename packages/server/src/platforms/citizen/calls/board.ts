import type { Agent, CallBrief, CallsMessage } from '@opentocc/contract';
import { callsTopic } from '@opentocc/contract/calls-topic';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { type ServedTopic, serveTopic } from '../../../kit/live-topic.ts';
import { createTopic } from '../../../kit/topic.ts';
import { isOpen } from './model.ts';

/** A call whose end was never heard of leaves the screens after so long; its row stays as it is. */
const LONGEST_MS = { ringing: 10 * MINUTE_MS, talking: 4 * HOUR_MS } as const;

const NOTHING: CallsMessage = { type: 'calls', whole: false, changed: [], gone: [], agents: [] };

interface BoardChange {
  readonly changed: readonly CallBrief[];
  readonly gone: readonly number[];
  readonly agents: readonly Agent[];
}

/** Calls that ring or are spoken, and the agents, as screens show them; the database has all. */
export class CallBoard {
  readonly #open = new Map<number, CallBrief>();
  readonly #agents = new Map<string, Agent>();
  readonly #changes;

  constructor(onError: (error: unknown) => void) {
    this.#changes = createTopic<BoardChange>(onError);
  }

  list = (): CallBrief[] => [...this.#open.values()];
  listAgents = (): Agent[] => [...this.#agents.values()];

  apply(calls: readonly CallBrief[]): void {
    const changed = calls.filter(({ state }) => isOpen(state));
    const gone = calls.filter(({ id, state }) => !isOpen(state) && this.#open.has(id)).map(({ id }) => id);
    for (const call of changed) this.#open.set(call.id, call);
    for (const id of gone) this.#open.delete(id);
    if (changed.length + gone.length > 0) this.#changes.publish({ changed, gone, agents: [] });
  }

  seat(agents: readonly Agent[]): void {
    for (const agent of agents) this.#agents.set(agent.principal, agent);
    if (agents.length > 0) this.#changes.publish({ changed: [], gone: [], agents });
  }

  /** Takes calls off that stand open longer than any call does. */
  forgetLost(now_ms: number): void {
    const gone = this.list()
      .filter(({ state, answered_ms, begin_ms }) =>
        state === 'talking'
          ? now_ms - (answered_ms ?? begin_ms) > LONGEST_MS.talking
          : now_ms - begin_ms > LONGEST_MS.ringing,
      )
      .map(({ id }) => id);
    for (const id of gone) this.#open.delete(id);
    if (gone.length > 0) this.#changes.publish({ changed: [], gone, agents: [] });
  }

  get served(): ServedTopic {
    return serveTopic(callsTopic, {
      snapshot: (area) =>
        area === null
          ? { ...NOTHING, whole: true, changed: this.list(), agents: this.listAgents() }
          : { ...NOTHING, whole: true },
      changes: {
        subscribe: (listener) =>
          this.#changes.subscribe((change) =>
            listener((area) => (area === null ? { ...NOTHING, ...change } : NOTHING)),
          ),
      },
    });
  }
}
