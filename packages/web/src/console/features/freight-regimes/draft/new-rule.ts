import type { FreightRule } from '@opentocc/contract';
import { RULE_KINDS } from '@opentocc/core/freight';

type Kind = FreightRule['kind'];

export const RULE_KIND_NAMES: readonly Kind[] = [
  ...(['trips', 'ports', 'hours', 'points', 'routes', 'stays'] as const),
  ...(['declarations', 'returns', 'documents'] as const),
];

type OwnOf = { readonly [K in Kind]: Omit<Extract<FreightRule, { kind: K }>, keyof FreightHead> };
type FreightHead = Pick<FreightRule, 'key' | 'name' | 'scope' | 'consequence' | 'assumed'>;

/** What a rule of each kind asks for before anybody wrote on it. */
const FIRST: OwnOf = {
  trips: { kind: 'trips', modes: ['direct', 'relayed'] },
  ports: { kind: 'ports', ports: [], as_declared: false, open: true },
  hours: { kind: 'hours', hours: [{ from_min: 0, to_min: 360 }] },
  points: { kind: 'points', point: 'site', codes: [], booked: false },
  routes: { kind: 'routes', routes: [], out_m: 50, in_m: 40 },
  stays: {
    ...{ kind: 'stays', at: ['port', 'site', 'lodging', 'service'], declared_only: true },
    stages: [
      { after_min: 15, means: 'sms' },
      { after_min: 30, means: 'call' },
    ],
  },
  declarations: { kind: 'declarations', before_min: 120, entries: null, tolerance_min: null },
  returns: { kind: 'returns', within: { kind: 'same_day' }, overnight: null },
  documents: { kind: 'documents', documents: ['permit'] },
};

/** A rule of a kind, with a key that no other rule has. */
export function newRule(kind: Kind, rules: readonly FreightRule[]): FreightRule {
  const keys = new Set(rules.map(({ key }) => key));
  const numbered = Array.from({ length: rules.length + 1 }, (_, i) => `${kind}-${i + 1}`);
  const key = [kind, ...numbered].find((one) => !keys.has(one)) ?? kind;
  return {
    ...FIRST[kind],
    ...{ key, name: { ...RULE_KINDS[kind].name }, consequence: 'refuse', assumed: false },
    scope: { directions: [], classes: [], cities: [], other_than: [], streets: [] },
  } as FreightRule;
}
