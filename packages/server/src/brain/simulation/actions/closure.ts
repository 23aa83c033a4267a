import type { StudyActionOf } from '@opentocc/contract/study-actions';
import { type ActionKind, spanOf } from './action-kind.ts';
import { placesOn } from './place-effects.ts';

/** 封闭: nothing drives over the links; the queue stands before the first. */
export const closure: ActionKind<StudyActionOf<'closure'>> = {
  links: ({ links }) => links,
  places: ({ links: [link], at }) => [{ link, at }],
  check: () => [],
  apply(action, { area }, { links }) {
    for (const link of placesOn(area, action.links)) links.push({ link, ...spanOf(action), closed: true });
  },
};
