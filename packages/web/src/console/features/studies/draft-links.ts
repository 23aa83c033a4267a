import type { Draft } from './draft.ts';

const LINKS = ['link', 'sign', 'other_link'] as const;

/** Links that a draft names. */
export function linksOfDraft({ incidents, scenarios, routes }: Draft): number[] {
  const named = [
    ...incidents.map(({ link }) => link),
    ...routes.flatMap(({ from_link, to_link }) => [from_link, to_link]),
    ...scenarios.flatMap(({ actions }) => actions.flatMap(({ values }) => LINKS.map((name) => values[name]))),
  ];
  return named.filter((link) => typeof link === 'number');
}
