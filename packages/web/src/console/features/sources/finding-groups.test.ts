import type { QualityFinding } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { groupFindings, groupsIn, idsOf } from './finding-groups.ts';

const finding = (id: number, more: Partial<QualityFinding> = {}): QualityFinding => ({
  ...{ id, source: 1, kind: 'clock', variant: '', severity: 'major', certainty: 'sure' },
  ...{ since_ms: id, last_seen_ms: id, closed_ms: null, concerned: 'centre', evidence: [] },
  title: { zh: '', en: '' },
  advice: { zh: '', en: '' },
  ...{ vehicles: 0, vehicles_judged: 0, examples: [], reason: null, cause: null },
  handling: { acknowledged: null, assignee: null, muted: null, history: [] },
  ...more,
});
const handled = (more: Partial<QualityFinding['handling']>) => ({
  handling: { ...finding(0).handling, ...more },
});

it('puts what follows from a cause under it, and leaves alone what is led by one that is not listed', () => {
  const groups = groupFindings([finding(1), finding(2, { cause: 1 }), finding(3, { cause: 9 })]);
  expect(groups.map(idsOf)).toEqual([[3], [1, 2]]);
});

it('puts what nobody has acknowledged first, then the worst, then the newest', () => {
  const seen = finding(1, { severity: 'critical', ...handled({ acknowledged: { by: 'li', at_ms: 1 } }) });
  const groups = groupFindings([seen, finding(2), finding(3), finding(4, { severity: 'critical' })]);
  expect(groups.map(({ cause }) => cause.id)).toEqual([4, 3, 2, 1]);
});

it('keeps what is silent apart', () => {
  const silent = finding(1, handled({ muted: { until_ms: 9, reason: 'upgrade', by: 'li' } }));
  const groups = groupFindings([silent, finding(2)]);
  expect(groupsIn(groups, 'open').map(idsOf)).toEqual([[2]]);
  expect(groupsIn(groups, 'muted').map(idsOf)).toEqual([[1]]);
});
