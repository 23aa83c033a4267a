import { MINUTE_MS } from '@opentocc/core/time';
import { describe, expect, test } from 'vitest';
import { diagnoseClocks } from './diagnose-clock.ts';
import { TerminalEvidence } from './terminal-evidence.ts';

const NOW_MS = Date.parse('2026-11-23T08:00:00+08:00');
const TOLERANCE_S = 60;

interface Looks {
  readonly vehicles: readonly number[];
  readonly source: number;
  /** Error of the clock after so many minutes, s. */
  readonly offset_s: (minute: number) => number;
}

function evidenceOf(minutes: number, ...looks: readonly Looks[]): TerminalEvidence {
  const evidence = new TerminalEvidence();
  for (let minute = 0; minute < minutes; minute++) {
    for (const { vehicles, source, offset_s } of looks)
      for (const vehicle of vehicles) {
        const received_ms = NOW_MS + minute * MINUTE_MS;
        const at_ms = received_ms - 1000 + offset_s(minute) * 1000;
        const place = { lon: 114 + minute / 100, lat: 22.5, speed_kmh: 30, course_deg: 90 };
        evidence.look({ vehicle, source, received_ms, at_ms, ...place });
      }
    evidence.clocks(TOLERANCE_S);
  }
  return evidence;
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
const symptomsOf = (evidence: TerminalEvidence) =>
  diagnoseClocks(evidence.clocks(TOLERANCE_S)).flatMap(({ symptoms }) => symptoms);

describe('when all terminals differ from us alike', () => {
  const alike = (source: number) => ({
    source,
    vehicles: range(source * 100, 8),
    offset_s: () => -300,
  });

  test('of several sources, it is our clock that is wrong, and none of theirs', () => {
    const symptoms = symptomsOf(evidenceOf(45, alike(1), alike(2)));
    expect(symptoms.map(({ kind }) => kind)).toEqual(['platform_clock']);
    expect(symptoms[0].title.zh).toMatch(/本平台时钟疑似快 5 min/);
  });

  test('of one source only, it is theirs', () => {
    const right = { source: 2, vehicles: range(200, 8), offset_s: () => 0 };
    const symptoms = symptomsOf(evidenceOf(45, alike(1), right));
    expect(symptoms.map(({ kind, source }) => [kind, source])).toEqual([['clock', 1]]);
  });
});

test('a clock that loses time is reported with how much a day', () => {
  const loses = { source: 1, vehicles: [1, 2, 3], offset_s: (minute: number) => 90 + minute / 24 };
  const [symptom] = symptomsOf(evidenceOf(120, loses));
  expect(symptom.title.zh).toMatch(/^终端普遍时钟快 1 min 3\d s/);
  expect(symptom.evidence.find(({ name }) => name.en === 'Median rate of the clock')?.value).toMatch(
    /^\+(5\d|6\d)\.\d s\/d$/,
  );
});

test('a terminal that was not seen for a day is forgotten, and its place is clean for the next', () => {
  const evidence = evidenceOf(10, { source: 1, vehicles: [1], offset_s: () => 8 * 3600 });
  expect(evidence.clocks(TOLERANCE_S).get(1)).toHaveLength(1);
  evidence.forget(NOW_MS + 25 * 60 * MINUTE_MS);
  expect(evidence.clocks(TOLERANCE_S).size).toBe(0);
  const place = { lon: 114, lat: 22.5, speed_kmh: 30, course_deg: 90 };
  evidence.look({ vehicle: 2, source: 1, received_ms: NOW_MS, at_ms: NOW_MS, ...place });
  expect(evidence.clocks(TOLERANCE_S).size).toBe(0);
});

test('more terminals than there is room for at first are all stored', () => {
  const evidence = evidenceOf(8, { source: 3, vehicles: range(1, 3000), offset_s: () => 0 });
  expect(evidence.clocks(TOLERANCE_S).get(3)).toHaveLength(3000);
});
