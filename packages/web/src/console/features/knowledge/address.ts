import { STATES } from './choices.ts';

/** What the address of the list of articles chooses; what is left out is not limited. */
export interface ArticlesSearch {
  readonly state?: (typeof STATES)[number];
  /** Only those that wait for their owner. */
  readonly stale?: true;
  /** Only the reader's own. */
  readonly own?: true;
}

/** The choice in an address; what is none of those that there are chooses nothing. */
export function articlesSearch({ state, stale, own }: Record<string, unknown>): ArticlesSearch {
  const chosen = STATES.find((one) => one === state);
  return {
    ...(chosen && { state: chosen }),
    ...(isOn(stale) && { stale: true as const }),
    ...(isOn(own) && { own: true as const }),
  };
}

const isOn = (value: unknown): boolean => value === true || value === 'true';

/** The gap that an article is written for. */
export interface GapSearch {
  readonly gap?: number;
}

export const gapSearch = ({ gap }: Record<string, unknown>): GapSearch => {
  const id = Number(gap);
  return Number.isInteger(id) && id > 0 ? { gap: id } : {};
};
