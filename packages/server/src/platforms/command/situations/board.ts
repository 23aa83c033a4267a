import type { SituationBrief, SituationsMessage } from '@opentocc/contract';
import { situationsTopic } from '@opentocc/contract/situations-topic';
import { type Area, isWithin } from '../../../kit/area.ts';
import { type ServedTopic, serveTopic } from '../../../kit/live-topic.ts';
import { createTopic } from '../../../kit/topic.ts';
import { OPEN_STATES } from './model.ts';

/** What became of some situations. */
export interface BoardChange {
  readonly changed: readonly SituationBrief[];
  readonly gone: readonly SituationBrief[];
}

/** Open situations in memory, as lists and the map show them; the database has them all. */
export class SituationBoard {
  readonly #open = new Map<number, SituationBrief>();
  readonly #changes;

  constructor(onError: (error: unknown) => void) {
    this.#changes = createTopic<BoardChange>(onError);
  }

  /** The newest first. */
  list(area: Area): SituationBrief[] {
    return [...this.#open.values()].filter(({ district }) => isWithin(area, district)).reverse();
  }

  /** Takes in how some situations stand now. */
  apply(briefs: readonly SituationBrief[]): void {
    const isOpen = ({ state, merged_into }: SituationBrief) =>
      OPEN_STATES.includes(state) && merged_into === null;
    const changed = briefs.filter((one) => isOpen(one) && this.#isNews(one));
    const gone = briefs.filter((one) => !isOpen(one) && this.#open.has(one.id));
    for (const one of changed) this.#open.set(one.id, one);
    for (const { id } of gone) this.#open.delete(id);
    if (changed.length + gone.length > 0) this.#changes.publish({ changed, gone });
  }

  /** Two changes that come back in the wrong order: the older one is none any more. */
  #isNews({ id, version }: SituationBrief): boolean {
    return (this.#open.get(id)?.version ?? 0) <= version;
  }

  get served(): ServedTopic {
    return serveTopic(situationsTopic, {
      snapshot: (area): SituationsMessage => ({
        ...{ type: 'situations', whole: true, changed: this.list(area), gone: [] },
      }),
      changes: {
        subscribe: (listener) =>
          this.#changes.subscribe(({ changed, gone }) =>
            listener((area) => ({
              ...{ type: 'situations', whole: false },
              changed: changed.filter(({ district }) => isWithin(area, district)),
              gone: gone.filter(({ district }) => isWithin(area, district)).map(({ id }) => id),
            })),
          ),
      },
    });
  }
}
