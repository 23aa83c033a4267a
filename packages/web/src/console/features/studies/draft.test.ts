import { describe, expect, it } from 'vitest';
import {
  type Draft,
  EMPTY_DRAFT,
  isComplete,
  NEW_INCIDENT,
  newAction,
  readDraft,
  replaced,
  writeDraft,
} from './draft.ts';

const KINDS = ['closure', 'lane_loss', 'speed_limit', 'signal_plan', 'demand', 'message', 'gate'] as const;
const withLink = (kind: (typeof KINDS)[number]) => {
  const { values } = newAction(kind);
  return { kind, values: { ...values, link: 7 } };
};
const DRAFT: Draft = {
  ...EMPTY_DRAFT,
  name: '夜间施工',
  incidents: [{ ...NEW_INCIDENT, link: 3 }],
  scenarios: KINDS.map((kind) => ({ name: kind, actions: [withLink(kind)] })),
  routes: [{ from_link: 1, to_link: 2 }],
};

describe('a draft of a study', () => {
  it('is not complete without a scenario, a name or a place', () => {
    expect(isComplete(DRAFT)).toBe(true);
    expect(isComplete(EMPTY_DRAFT)).toBe(false);
    const scenarios = (name: string, kind: (typeof KINDS)[number]) => [{ name, actions: [newAction(kind)] }];
    expect(isComplete({ ...DRAFT, scenarios: scenarios('一', 'closure') })).toBe(false);
    expect(isComplete({ ...DRAFT, scenarios: scenarios(' ', 'demand') })).toBe(false);
    // Demand of the whole area has no place.
    expect(isComplete({ ...DRAFT, scenarios: scenarios('一', 'demand') })).toBe(true);
    expect(isComplete({ ...DRAFT, incidents: [NEW_INCIDENT] })).toBe(false);
  });

  it('survives a reload, and what cannot be read is an empty one', () => {
    const stored = new Map<string, string>();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    };
    expect(readDraft(storage)).toEqual(EMPTY_DRAFT);
    writeDraft(storage, DRAFT);
    expect(readDraft(storage)).toEqual(DRAFT);
    for (const broken of ['{', '[]', '{"scenarios":[{}]}', 'null']) {
      stored.set('tocc.study-draft', broken);
      expect(readDraft(storage)).toEqual(EMPTY_DRAFT);
    }
  });

  it('changes one thing of a list, or takes it out', () => {
    expect(replaced(['a', 'b', 'c'], 1, 'x')).toEqual(['a', 'x', 'c']);
    expect(replaced(['a', 'b', 'c'], 1, null)).toEqual(['a', 'c']);
  });
});
