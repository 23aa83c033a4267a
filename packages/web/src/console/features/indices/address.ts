import type { IndexScope } from '@opentocc/contract';

/** Scopes that the pages of the indices let one choose, from the whole to its parts. */
export const SCOPES = [
  'city',
  'district',
  'street',
  'class',
  'road',
  'corridor',
  'hub',
] as const satisfies readonly IndexScope[];
export type ChosenScope = (typeof SCOPES)[number] | 'link';

/** What the address of an index page chooses; what a page does not use stays in it for the next. */
export interface IndexChoice {
  readonly scope: ChosenScope;
  /** Empty until one of the scope is known. */
  readonly key: string;
  /** yyyy-mm-dd */
  readonly day: string;
  /** Further choices of single pages, as texts. */
  readonly rest: Readonly<Record<string, string>>;
}

/** The choices in an address, all as texts. */
export function searchIn(search: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)]));
}

/** What an address chooses; the city where it names no scope, or a link without saying which. @param today yyyy-mm-dd */
export function choiceIn(search: Readonly<Record<string, string>>, today: string): IndexChoice {
  const { scope: asked, key = '', day = '', ...rest } = search;
  const known = SCOPES.find((one) => one === asked) ?? 'city';
  const scope = asked === 'link' && /^\d+$/.test(key) ? asked : known;
  return {
    scope,
    key: scope === 'city' ? 'city' : key,
    day: /^\d{4}-\d\d-\d\d$/.test(day) ? day : today,
    rest,
  };
}
