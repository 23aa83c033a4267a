import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DatexRecordType, type DatexSituation, writeDatex } from './index.ts';

const XSD = join(import.meta.dirname, '../../../../../shared/data/alerts/datex2/NTIS.xsd');
const missing = !existsSync(XSD) || !existsSync('/usr/bin/xmllint');
if (missing) console.info('the schema of DATEX II or xmllint is not here: documents are not validated');
const AT_MS = Date.UTC(2026, 10, 27, 3, 0, 0);

const TYPES: readonly DatexRecordType[] = [
  ...(['accident', 'brokenDownVehicle', 'obstruction', 'queuingTraffic', 'roadClosed', 'roadworks'] as const),
  ...([
    'flooding',
    'badWeather',
    'seriousFire',
    'crowd',
    'equipmentFault',
    'publicEvent',
    'incident',
  ] as const),
];

const situation = (more: Partial<DatexSituation> = {}): DatexSituation => ({
  ...{ id: 'S12', version: '3', type: 'accident', status: 'real', severity: 'high', probability: 'certain' },
  ...{ created_ms: AT_MS, versioned_ms: AT_MS + 60_000, observed_ms: AT_MS - 60_000 },
  source: { name: '电话', type: 'mobileTelephoneCaller', reliable: true },
  validity: { status: 'active', overrunning: false, start_ms: AT_MS, end_ms: null },
  impact: { capacity_pct: 40, delay_s: 480, lanes: { restricted: 2, operational: 1, original: 3 } },
  ...{ cause: '追尾', comment: { zh: '深南大道事故', en: 'Accident on Shennan Avenue' } },
  ...{ lon: 114.05, lat: 22.55, cancelled: false, ended: false },
  ...more,
});

const write = (...situations: DatexSituation[]) =>
  writeDatex({ at_ms: AT_MS, creator: 'Shenzhen', situations });

/** What xmllint says against a document; nothing where it is valid. */
function faultsOf(document: string): string {
  try {
    execFileSync('/usr/bin/xmllint', ['--noout', '--nonet', '--schema', XSD, '-'], {
      input: document,
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr);
  }
}

describe('a situation publication', () => {
  test.skipIf(missing)('is valid by the schema for every type of record, in one document', () => {
    const all = TYPES.map((type, i) => situation({ type, id: `S${i}` }));
    expect(faultsOf(write(...all))).toBe('');
  });

  test.skipIf(missing)('is valid with nothing known but the least, ended, cancelled and as a drill', () => {
    const least = situation({
      ...{ cause: '', impact: { capacity_pct: null, delay_s: null, lanes: null } },
      ...{ status: 'securityExercise', cancelled: true, ended: true, probability: 'riskOf' },
      validity: {
        status: 'definedByValidityTimeSpec',
        overrunning: true,
        start_ms: AT_MS,
        end_ms: AT_MS + 1,
      },
    });
    expect(faultsOf(write(least))).toBe('');
    expect(faultsOf(write())).toBe('');
  });

  test.skipIf(missing)('is refused by the schema when it is not one: the check can fail', () => {
    expect(faultsOf(write(situation()).replace('<severity>high', '<severity>huge'))).toContain('severity');
  });

  test('is well formed whatever people wrote', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, (cause, zh) => {
        const document = write(situation({ cause, comment: { zh, en: '<b>&"' } }));
        expect(document).toContain('&lt;b&gt;&amp;&quot;');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may stand in a document
        expect(document).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
        expect(document.match(/</g)?.length).toBe(document.match(/>/g)?.length);
      }),
      { numRuns: 30 },
    );
  });
});
