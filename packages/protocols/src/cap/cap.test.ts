import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CapAlert, CapFault, readCap, readNational, WORDS, writeCap } from './index.ts';

const FILES = join(import.meta.dirname, '../../../../../shared/data/alerts/cap');
const here = existsSync(FILES);
if (!here) console.info('the files of alerts/cap are not here: they are not read');
const bytes = (name: string) => readFileSync(join(FILES, name));
const codesOf = (name: string) => [...new Set(readCap(bytes(name)).findings.map(({ code }) => code))].sort();
const NATIONAL = join(FILES, '../cn-warnings/samples.json');

describe.skipIf(!here)('files from the field', () => {
  test.each(readdirSync(here ? FILES : '.').filter((name) => name.endsWith('.cap')))(
    '%s gives an alert',
    (name) => {
      const { alerts, kind } = readCap(bytes(name));
      expect(kind).toBe('cap');
      expect(alerts.length).toBeGreaterThanOrEqual(1);
      for (const { identifier, sender, sent_ms } of alerts) {
        expect(identifier).not.toBe('');
        expect(sender).not.toBe('');
        expect(sent_ms).toBeGreaterThan(Date.UTC(2009, 0));
      }
    },
  );

  test('what breaks the standard is said', () => {
    expect(codesOf('canada.cap')).toEqual([]);
    expect(codesOf('invalid.cap')).toEqual(['missing']);
    expect(codesOf('invalid_xmlns.cap')).toEqual(['namespace']);
    expect(codesOf('canada_errors.cap')).toEqual(['empty', 'no_references']);
    expect(codesOf('noaa_errors.cap')).toEqual(
      expect.arrayContaining(['empty', 'loose_polygon', 'namespace']),
    );
    expect(readCap(bytes('invalid.cap')).findings[0]).toMatchObject({ path: 'alert/scope', grave: false });
  });

  test('signed alerts and other encodings are read', () => {
    expect(readCap(bytes('canada_signed.cap')).alerts[0].signed).toBe(true);
    const latin = readCap(bytes('earthquake-iso8859-1.cap'));
    expect([latin.encoding, latin.alerts.length]).toEqual(['iso-8859-1', 1]);
  });

  test('a feed gives what it holds and what it leads to', () => {
    const { kind, alerts, entries } = readCap(bytes('weather_index.atom'));
    expect([kind, alerts.length, entries.length]).toEqual(['atom', 0, 2]);
    expect(entries[0].link).toMatch(/^http:/);
    const broken = bytes('weather_index.atom').toString().replace('</title>', '</titel>');
    expect(readCap(Buffer.from(broken)).findings.some(({ code }) => code === 'not_well_formed')).toBe(true);
  });

  test('a file that is cut off anywhere is said to be, and what stands before is read', () => {
    const whole = bytes('canada.cap');
    for (const share of [0.3, 0.6, 0.95]) {
      const { findings } = readCap(whole.subarray(0, Math.floor(whole.length * share)));
      expect(findings.some(({ code, grave }) => code === 'cut_off' && grave)).toBe(true);
    }
    expect(
      readCap(new Uint8Array()).findings.some(
        ({ code }) => code === 'no_alert' || code === 'not_well_formed',
      ),
    ).toBe(true);
  });

  test('many alerts in one file are all read', () => {
    const one = bytes('earthquake.cap')
      .toString()
      .replace(/<\?xml[^>]*\?>/, '');
    expect(readCap(Buffer.from(`<all>${one.repeat(3)}</all>`)).alerts.length).toBe(3);
  });

  test('all alerts that can be written are valid by the schema', () => {
    const folder = mkdtempSync(join(tmpdir(), 'opentocc-cap-'));
    const files: string[] = [];
    for (const name of readdirSync(FILES).filter((file) => file.endsWith('.cap')))
      for (const alert of readCap(bytes(name)).alerts) {
        const isUnanchored = ['Update', 'Cancel'].includes(alert.msg_type) && alert.references.length === 0;
        if (isUnanchored || alert.infos.some(({ categories }) => categories.length === 0)) continue;
        const file = join(folder, name);
        writeFileSync(file, writeCap(alert));
        files.push(file);
      }
    expect(files.length).toBeGreaterThan(10);
    try {
      execFileSync('xmllint', ['--noout', '--schema', join(FILES, 'CAP-v1.2.xsd'), ...files], {
        stdio: 'pipe',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('hostile files', () => {
  test.each([
    [
      'a bomb of entities',
      '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><alert>&y;</alert>',
    ],
    ['a file of the machine', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>'],
  ])('%s is refused whole', (_, text) => {
    const { alerts, findings } = readCap(Buffer.from(text));
    expect(alerts).toEqual([]);
    expect(findings[0]).toMatchObject({ code: 'doctype', grave: true });
  });

  test('a tower of elements is refused', () => {
    expect(readCap(Buffer.from('<a>'.repeat(5000))).findings.some(({ code }) => code === 'too_large')).toBe(
      true,
    );
  });

  test('nothing makes it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => void readCap(noise)),
      { numRuns: 300 },
    );
    const pieces = [
      '<alert>',
      '</alert>',
      '<info>',
      '<area>',
      '<polygon>',
      '1,2',
      ' ',
      '&x;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '<',
      '"',
      '中',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 60 }),
        (parts) => void readCap(Buffer.from(parts.join(''))),
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (json) => void readNational(json)),
      { numRuns: 300 },
    );
  });
});

const name = fc.stringMatching(/^[A-Za-z0-9.:_-]{1,30}$/);
const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => s * 1000);
const words = fc.string({ maxLength: 40 }).map((text) => text.replace(/[\s\p{C}]+/gu, ' ').trim());
const info = fc.record({
  language: fc.constantFrom('zh-CN', 'en-US'),
  categories: fc.array(fc.constantFrom(...WORDS.category), { minLength: 1, maxLength: 3 }),
  event: words.map((text) => text || '暴雨'),
  response_types: fc.array(fc.constantFrom(...WORDS.responseType), { maxLength: 2 }),
  urgency: fc.constantFrom(...WORDS.urgency),
  severity: fc.constantFrom(...WORDS.severity),
  certainty: fc.constantFrom(...WORDS.certainty),
  event_codes: fc.constant([{ name: 'cn', value: '11B03' }]),
  effective_ms: fc.option(instant),
  onset_ms: fc.option(instant),
  expires_ms: fc.option(instant),
  sender_name: words,
  headline: words,
  description: words,
  instruction: words,
  web: fc.constant(''),
  parameters: fc.array(fc.record({ name: words, value: words }), { maxLength: 2 }),
  areas: fc.array(
    fc.record({
      description: words.map((text) => text || '南山区'),
      polygons: fc.constant([
        [
          [114, 22.5],
          [114.1, 22.5],
          [114.1, 22.6],
          [114, 22.5],
        ] as [number, number][],
      ]),
      circles: fc.constant([{ lon: 114, lat: 22.5, radius_km: 10 }]),
      geocodes: fc.constant([{ name: 'GB/T 2260', value: '440305' }]),
    }),
    { maxLength: 2 },
  ),
});
const alert: fc.Arbitrary<CapAlert> = fc.record({
  ...{ identifier: name, sender: name, sent_ms: instant, incidents: words, note: words },
  status: fc.constantFrom(...WORDS.status),
  msg_type: fc.constantFrom(...WORDS.msgType),
  scope: fc.constantFrom(...WORDS.scope),
  references: fc.array(fc.record({ sender: name, identifier: name, sent_ms: instant }), {
    minLength: 1,
    maxLength: 3,
  }),
  infos: fc.array(info, { maxLength: 2 }),
  signed: fc.constant(false),
});

test('what is written is read again as it was, without a finding', () => {
  fc.assert(
    fc.property(alert, (one) => {
      const { alerts, findings } = readCap(Buffer.from(writeCap(one)));
      expect(findings.filter(({ code }) => code !== 'empty')).toEqual([]);
      expect(alerts).toEqual([one]);
    }),
    { numRuns: 200 },
  );
});

test('times are written with an offset and never Z, and an update must refer to something', () => {
  const [one] = fc.sample(alert, 1);
  expect(writeCap({ ...one, sent_ms: Date.UTC(2026, 10, 27, 0, 0, 5) })).toContain(
    '<sent>2026-11-27T08:00:05+08:00</sent>',
  );
  for (const msg_type of ['Update', 'Cancel'] as const)
    expect(() => writeCap({ ...one, msg_type, references: [] })).toThrow(CapFault);
});

test.skipIf(!here)('a national warning is read: it refers to itself, its numbers are texts', () => {
  const { warning, findings } = readNational(JSON.parse(readFileSync(NATIONAL, 'utf8')));
  expect(warning).toMatchObject({
    ...{ identifier: '65402641600000_20261006212927', references: null, level: 'yellow', kind: '雷电' },
    issued_ms: Date.parse('2026-10-06T21:29:27+08:00'),
    relieved_ms: Date.parse('2026-10-07T09:29:27+08:00'),
    point: [81.13, 43.16],
  });
  expect(warning?.polygons[0].length).toBe(2);
  expect(findings.map(({ code }) => code)).toEqual(['self_reference']);
});
