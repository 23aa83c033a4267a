import type { Inhibition, Warning } from '@opentocc/contract';
import { warningsErrors } from './errors.ts';
import type { Labels } from './matching.ts';

type Conditions = Inhibition['source'];

const meets = (conditions: Conditions, labels: Labels): boolean =>
  conditions.every(({ label, values }) => values.includes(labels[label] ?? ''));

/** Whether one warning could meet both. Conditions are lists of values, so that this is exact. */
function mayMeetBoth(a: Conditions, b: Conditions): boolean {
  const values = new Map<string, ReadonlySet<string>>();
  for (const { label, values: allowed } of [...a, ...b]) {
    const known = values.get(label);
    values.set(label, new Set(known ? allowed.filter((one) => known.has(one)) : allowed));
  }
  return [...values.values()].every(({ size }) => size > 0);
}

/**
 * What one holds back may hold back what holds it back: then neither would be heard of.
 * @throws AppError that names the circle
 */
export function requireNoLoop(list: readonly Inhibition[]): void {
  const next = list.map((one) =>
    list.flatMap((other, j) => (mayMeetBoth(one.target, other.source) ? [j] : [])),
  );
  const done = new Set<number>();
  const walk = (at: number, path: readonly number[]): void => {
    const seen = path.indexOf(at);
    if (seen >= 0) throw loopOf([...path.slice(seen), at].map((i) => list[i]));
    if (done.has(at)) return;
    for (const other of next[at]) walk(other, [...path, at]);
    done.add(at);
  };
  list.forEach((_, i) => {
    walk(i, []);
  });
}

function loopOf(circle: readonly Inhibition[]) {
  const said = (language: 'zh' | 'en') => circle.map(({ name }) => name[language]).join(' → ');
  return warningsErrors.inhibition_loop({ loop: { zh: said('zh'), en: said('en') } });
}

/**
 * Which open warning holds back which, by the id of what is held. A source that is itself silent or held back still holds:
 * what is worse stands above what follows from it, whether somebody listens or not.
 */
export function heldBy(list: readonly Inhibition[], open: readonly Warning[]): ReadonlyMap<number, number> {
  const held = new Map<number, number>();
  for (const { source, target, equal } of list) {
    const keyOf = ({ labels }: Warning) => JSON.stringify(equal.map((label) => labels[label] ?? ''));
    const burning = open.filter(({ labels }) => meets(source, labels)).reverse();
    // The one that began first stands for all that agree in these labels.
    const sources = new Map(burning.map((warning) => [keyOf(warning), warning.id]));
    const targets = sources.size === 0 ? [] : open.filter(({ labels }) => meets(target, labels));
    for (const warning of targets) {
      const by = sources.get(keyOf(warning));
      if (by !== undefined && by !== warning.id && !held.has(warning.id)) held.set(warning.id, by);
    }
  }
  return held;
}

/** What a new centre starts with. Assumed on 2026-11-27. */
export const FIRST_INHIBITIONS: readonly Inhibition[] = [
  {
    name: {
      zh: '区红色压住本区路段、道路蓝黄',
      en: 'A red district holds back blue and yellow of its links and roads',
    },
    source: [
      { label: 'scope', values: ['district'] },
      { label: 'level', values: ['red'] },
    ],
    target: [
      { label: 'scope', values: ['link', 'road', 'street'] },
      { label: 'level', values: ['blue', 'yellow'] },
    ],
    equal: ['district'],
  },
];
