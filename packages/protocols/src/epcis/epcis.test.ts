import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkEpcis, checkEpcisText, epcsOf, eventsOf, temperaturesOf } from './index.ts';
import { isValidBy } from './test-json-schema.ts';

const FOLDER = join(import.meta.dirname, '../../../../../shared/data/freight/epcis');
const here = existsSync(FOLDER);
if (!here) console.info('the files of freight/epcis are not here: the schema is not compared with');
const names = here ? readdirSync(FOLDER).filter((name) => name.endsWith('.jsonld')) : [];
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

const EVENT = {
  ...{ type: 'ObjectEvent', action: 'OBSERVE', eventTime: '2026-11-28T08:00:00.000+08:00' },
  ...{
    eventTimeZoneOffset: '+08:00',
    bizStep: 'shipping',
    epcList: ['urn:epc:id:sgtin:4012345.011111.9876'],
  },
};
const documentOf = (...eventList: object[]) => ({
  ...{ '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'] },
  ...{ type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-11-28T08:00:00Z' },
  epcisBody: { eventList },
});
const codesOf = (value: unknown) => checkEpcis(value).map(({ code, path }) => `${code} ${path}`);

/** A value changed in one place each: a key left out, a value of another type or of another word. */
function* broken(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    yield [];
    for (const [i, each] of value.entries()) for (const other of broken(each)) yield value.with(i, other);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, 'no uri': 1 };
    for (const [name, each] of Object.entries(value)) {
      const { [name as never]: _, ...rest } = value as Record<string, unknown>;
      yield rest;
      for (const other of broken(each)) yield { ...value, [name]: other };
    }
  } else {
    yield null;
    yield typeof value === 'string' ? 12 : 'no such word';
    if (typeof value === 'string') yield `${value} x`;
  }
}

describe.skipIf(!here)('the examples of the standard', () => {
  test.each(names)('%s breaks nothing', (name) => {
    expect(checkEpcisText(read(name)).findings).toEqual([]);
    expect(eventsOf(JSON.parse(read(name))).length).toBeGreaterThan(0);
  });

  test('changed in any one place, they are found valid or not as by the schema', () => {
    const schema = JSON.parse(read('EPCIS-JSON-Schema.json'));
    let [same, invalid] = [0, 0];
    for (const name of names)
      for (const other of broken(JSON.parse(read(name)))) {
        const valid = isValidBy(schema, schema, other);
        if ((checkEpcis(other).length === 0) !== valid)
          expect.unreachable(
            `${name} ${valid} ${JSON.stringify(checkEpcis(other))} ${JSON.stringify(other)}`,
          );
        same++;
        if (!valid) invalid++;
      }
    expect(same).toBeGreaterThan(1000);
    expect(invalid).toBeGreaterThan(500);
  });
});

test('a finding says where it stands, by path and line, and what should be there', () => {
  const text = JSON.stringify(documentOf({ ...EVENT, bizStep: 'teleporting' }), null, 1);
  const [finding, ...more] = checkEpcisText(text).findings;
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ code: 'unknown_word', path: '/epcisBody/eventList/0/bizStep' });
  expect(text.split('\n')[finding.line - 1]).toContain('teleporting');
});

test('each rule has its finding', () => {
  const of = (changes: object) => codesOf(documentOf({ ...EVENT, ...changes }));
  const at = '/epcisBody/eventList/0';
  expect(of({})).toEqual([]);
  expect(of({ eventTime: '2026-02-30T08:00:00Z' })).toEqual([`format ${at}/eventTime`]);
  expect(of({ eventTimeZoneOffset: '+15:00' })).toEqual([`format ${at}/eventTimeZoneOffset`]);
  expect(of({ epcList: ['x', 'x'] })).toContain(`repeated ${at}/epcList`);
  expect(of({ epcList: undefined })).toContain(`says_nothing ${at}`);
  expect(of({ ilmd: { 'ex:lot': '1' } })).toEqual([`ilmd ${at}/ilmd`]);
  expect(of({ colour: 1 })).toEqual([`unknown_name ${at}/colour`]);
  expect(of({ type: 'TransformationEvent', action: undefined })).toContain(`says_nothing ${at}`);
  expect(codesOf({ ...documentOf(EVENT), epcisBody: {} })).toEqual(['missing /epcisBody']);
  expect(codesOf(null)).toEqual(['type ']);
});

test('a text that is no JSON says on which line it ends to be', () => {
  const { findings } = checkEpcisText('{\n "type": "EPCISDocument",\n nonsense\n}');
  expect(findings).toMatchObject([{ code: 'not_json', line: 3 }]);
});

test('temperatures are read in °C alone, and none of a device that says it is broken', () => {
  const report = (more: object) => ({ type: 'Temperature', value: -18, uom: 'CEL', ...more });
  const event = {
    ...EVENT,
    sensorElementList: [
      {
        sensorMetadata: { time: '2026-11-28T07:00:00Z', deviceID: 'urn:epc:id:giai:4000001.111' },
        sensorReport: [report({}), report({ uom: 'FAH' }), report({ exception: 'ERROR_CONDITION' })],
      },
    ],
  };
  expect(codesOf(documentOf(event))).toEqual([]);
  expect(temperaturesOf(event as never)).toEqual([
    { device: 'urn:epc:id:giai:4000001.111', at_ms: Date.parse('2026-11-28T07:00:00Z'), temperature_c: -18 },
  ]);
  expect(epcsOf({ ...EVENT, parentID: 'urn:x:1' } as never)).toEqual(['urn:x:1', ...EVENT.epcList]);
});
