import type { StudyActionOf } from '@opentocc/contract/study-actions';
import { type ActionKind, spanOf } from './action-kind.ts';

/** 闸口限流: at most its flow passes the place; the queue stands before it. */
export const gate: ActionKind<StudyActionOf<'gate'>> = {
  links: ({ link }) => [link],
  places: ({ link, at }) => [{ link, at }],
  check: () => [],
  apply(action, { area }, { links }) {
    const place = area.places.get(action.link);
    if (place) links.push({ link: place.before, ...spanOf(action), exit_vps: action.flow_vph / 3600 });
  },
};
