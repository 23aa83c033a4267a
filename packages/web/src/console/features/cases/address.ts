import { DAY_MS } from '@opentocc/core/time';
import { CARDS, CHANNELS, FIELDS, STATES, SUPERVISIONS, TYPES } from './choices.ts';

const CHOICES = {
  view: ['mine', 'all'],
  state: STATES,
  type: TYPES,
  field: FIELDS,
  channel: CHANNELS,
  card: CARDS,
  supervision: SUPERVISIONS,
  requests: ['open'],
  sort: ['newest'],
} as const;
type Choices = { readonly [K in keyof typeof CHOICES]?: (typeof CHOICES)[K][number] };

/** What the address of the list chooses; what is left out is not limited. */
export interface CaseFilters extends Choices {
  readonly text?: string;
  readonly category?: string;
  readonly unit?: string;
  /** Days of the city on which they came in, yyyy-mm-dd, both counted. */
  readonly from?: string;
  readonly to?: string;
}
export interface CasesSearch extends CaseFilters {
  /** The one that is looked at. */
  readonly case?: number;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Longest of each text that an address may hold. */
const TEXTS = { text: 100, category: 40, unit: 40 } as const;

/** The choice in an address; what is none of those that there are chooses nothing. */
export function casesSearch(search: Record<string, unknown>): CasesSearch {
  const chosen = Object.entries(CHOICES).filter(([name, all]) =>
    (all as readonly unknown[]).includes(search[name]),
  );
  const texts = Object.entries(TEXTS).filter(([name, most]) => isText(search[name], most));
  const days = (['from', 'to'] as const).filter((name) => DAY.test(String(search[name] ?? '')));
  const id = Number(search.case);
  return {
    ...Object.fromEntries(chosen.map(([name]) => [name, search[name]])),
    ...Object.fromEntries(texts.map(([name]) => [name, String(search[name])])),
    ...Object.fromEntries(days.map((name) => [name, search[name]])),
    ...(Number.isInteger(id) && id > 0 && { case: id }),
  };
}

/** A number in an address is read as one: a plate or a telephone is typed so. */
const isText = (value: unknown, most: number): boolean =>
  (typeof value === 'string' || typeof value === 'number') &&
  String(value) !== '' &&
  String(value).length <= most;

const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** Filters as the server takes them. */
export function queryOf({ from, to, ...rest }: CaseFilters) {
  return {
    ...rest,
    ...(from && { from_ms: startOf(from) }),
    ...(to && { to_ms: startOf(to) + DAY_MS }),
  };
}
export type CaseQuery = ReturnType<typeof queryOf>;
