import { expect, test } from 'vitest';
import { type AgentItem, AgentTally, agentFigures, stratumOf } from './agents.ts';

const items = (agent: string, stratum: string, right: number, wrong: number): AgentItem[] => [
  ...Array.from({ length: right }, () => ({ agent, stratum, counts: true })),
  ...Array.from({ length: wrong }, () => ({ agent, stratum, counts: false })),
];
function tallyOf(all: readonly AgentItem[]): AgentTally {
  const tally = new AgentTally();
  for (const item of all) tally.add(item);
  return tally;
}
const figureOf = (all: AgentItem[], agent: string) =>
  agentFigures({ at_once: tallyOf([]), satisfied: tallyOf([]), accurate: tallyOf(all) }, null).agents.find(
    (one) => one.agent === agent,
  )!;

test('an agent with the hard cases is not worse for having them', () => {
  // Both are right in 90 % of easy and 50 % of hard cases; one has the hard ones.
  const all = [
    ...[...items('easy', 'e', 81, 9), ...items('easy', 'h', 5, 5)],
    ...[...items('hard', 'e', 9, 1), ...items('hard', 'h', 45, 45)],
  ];
  const [easy, hard] = [figureOf(all, 'easy'), figureOf(all, 'hard')];
  expect(easy.proportion.value).toBeCloseTo(0.86);
  expect(hard.proportion.value).toBeCloseTo(0.54);
  expect(easy.adjusted?.value).toBeCloseTo(0.7);
  expect(hard.adjusted?.value).toBeCloseTo(0.7);
});

test('one who is better with the same mix stays better, and few cases leave a wide interval', () => {
  const all = [...items('good', 's', 19, 1), ...items('poor', 's', 10, 10), ...items('rare', 's', 1, 0)];
  const [good, poor, rare] = ['good', 'poor', 'rare'].map((agent) => figureOf(all, agent).adjusted!);
  expect(good.value).toBeGreaterThan(poor.value);
  expect(rare.high - rare.low).toBeGreaterThan(good.high - good.low);
});

test('of nothing nothing is said', () => {
  const none = items('nobody', 's', 0, 3);
  expect(figureOf(none, 'nobody').adjusted).toBeNull();
});

test('a stratum is of type, field and quarter of the day in the city', () => {
  const at_ms = Date.parse('2026-11-23T05:59:00+08:00');
  expect(stratumOf('complaint', 'highway', at_ms)).toBe('complaint/highway/0');
  expect(stratumOf('complaint', 'highway', at_ms + 60_000)).toBe('complaint/highway/1');
});
