import type { StudyActionOf } from '@opentocc/contract/study-actions';
import { simulationErrors } from '../errors.ts';
import { type ActionKind, spanOf } from './action-kind.ts';
import { placesOn } from './place-effects.ts';

/** 占道: some lanes of the links are taken; the queue stands before the first. */
export const laneLoss: ActionKind<StudyActionOf<'lane_loss'>> = {
  links: ({ links }) => links,
  places: ({ links: [link], at }) => [{ link, at }],
  check: ({ link_lanes }, { links, lanes }) =>
    links
      .filter((link) => lanes > link_lanes[link])
      .map((link) => simulationErrors.too_many_lanes({ link, lanes: link_lanes[link] })),
  apply(action, { area }, { links }) {
    for (const link of placesOn(area, action.links))
      links.push({ link, ...spanOf(action), lanes_lost: action.lanes });
  },
};
