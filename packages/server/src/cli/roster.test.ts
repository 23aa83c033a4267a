import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { checkRoster } from './roster.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentocc-roster-'));
const file = join(folder, 'roster.ics');
const event = (uid: string, summary: string, from: string) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `SUMMARY:${summary}`,
  `DTSTART;TZID=Asia/Shanghai:${from}`,
  'DURATION:PT12H',
  'END:VEVENT',
];

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

test('says what is read, gaps, who stands twice, who is not known, and where the file is cut off', async () => {
  const lines = [
    ...[
      'BEGIN:VCALENDAR',
      ...event('1', '@Li.Na', '20261127T000000'),
      ...event('2', 'li.na', '20261127T060000'),
    ],
    ...[...event('3', 'Ghost', '20261127T120000'), 'BEGIN:VEVENT', 'UID:4'],
  ];
  writeFileSync(file, lines.join('\n'));
  const said: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  await checkRoster(file, { from: '2026-11-27', days: 1, people: 'li.na,wang.wei' });
  const text = said.join('');
  expect(text).toContain('事件 events: 3 · 班次 shifts: 2');
  expect(text).toContain('未知人员 unknown: Ghost (1)');
  expect(text).toContain('重复排班 twice: li.na 2026-11-27 06:00 — 2026-11-27 12:00');
  expect(text).toContain('无人 gap: 2026-11-27 18:00 — 2026-11-28 00:00');
  expect(text).toMatch(/line 20: .*cut off/);
  expect(process.exitCode).toBe(1);
});
