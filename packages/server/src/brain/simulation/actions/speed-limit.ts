import type { StudyActionOf } from '@opentocc/contract/study-actions';
import { simulationErrors } from '../errors.ts';
import { type ActionKind, spanOf } from './action-kind.ts';
import { wholeOf } from './place-effects.ts';

/** 限速: a lower limit; who drives faster anyway slows down at once. */
export const speedLimit: ActionKind<StudyActionOf<'speed_limit'>> = {
  links: ({ links }) => links,
  places: () => [],
  check: ({ link_limit_kmh }, { links, speed_kmh }) =>
    links
      .filter((link) => speed_kmh >= link_limit_kmh[link])
      .map((link) => simulationErrors.no_lower_limit({ link, limit: link_limit_kmh[link] })),
  apply(action, { area }, { links }) {
    for (const link of wholeOf(area, action.links))
      links.push({ link, ...spanOf(action), speed_mps: action.speed_kmh / 3.6 });
  },
};
