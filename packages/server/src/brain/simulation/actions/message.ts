import type { StudyActionOf } from '@opentocc/contract/study-actions';
import { type ActionKind, spanOf } from './action-kind.ts';
import { beginsOf, placesOn } from './place-effects.ts';

/** 诱导信息: who drives towards the links may choose again, by the queues of the moment. */
export const message: ActionKind<StudyActionOf<'message'>> = {
  links: ({ avoid, signs }) => [...avoid, ...(signs ?? [])],
  places: () => [],
  check: () => [],
  apply(action, { area }, { messages }) {
    const { avoid, signs, share } = action;
    messages.push({
      ...{ ...spanOf(action), share, avoid: placesOn(area, avoid) },
      ...(signs ? { links: beginsOf(area, signs) } : {}),
    });
  },
};
