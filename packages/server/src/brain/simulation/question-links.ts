import type { AreaPlace } from '@opentocc/core/demand';
import { kindOf } from './actions/index.ts';
import type { Question } from './model.ts';

const actionsOf = ({ scenarios = [] }: Question) => scenarios.flatMap(({ actions }) => actions);

/** Every link that a question names, once, in the order in which it names them. */
export function linksNamed(question: Question): number[] {
  const { incidents, routes = [] } = question;
  return [
    ...new Set([
      ...incidents.map(({ link }) => link),
      ...actionsOf(question).flatMap((action) => kindOf(action).links(action)),
      ...routes.flatMap(({ from_link, to_link }) => [from_link, to_link]),
    ]),
  ];
}

/** Links that lie in the area of a question: those that it names, and the ways between them. */
export const linksWithin = (question: Question): number[] => [
  ...new Set([...linksNamed(question), ...(question.ways ?? []).flat()]),
];

/** Where queues may begin, one place on each link: that which is named first. */
export function placesNamed(question: Question): AreaPlace[] {
  const named = [
    ...question.incidents.map(({ link, at }) => ({ link, at })),
    ...actionsOf(question).flatMap((action) => kindOf(action).places(action)),
  ];
  return named.filter(({ link }, i) => named.findIndex((other) => other.link === link) === i);
}
