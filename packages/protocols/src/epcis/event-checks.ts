import {
  all,
  anything,
  type Check,
  either,
  type Fields,
  isRecord,
  isUri,
  list,
  matching,
  number,
  record,
  shown,
  text,
  time,
  truth,
  uri,
  wordOf,
  wordOrUri,
} from './checks.ts';
import * as words from './words.ts';

const quantity = record(
  { epcClass: uri, quantity: number, uom: matching(/^[A-Z0-9]{2,3}$/, 'KGM, CEL, EA …') },
  ['epcClass'],
  'none',
);
const disposition = wordOrUri(words.DISPOSITIONS, words.CBV);
const dispositions = list(disposition, { least: 1, unique: true });
const place = record({ id: uri }, ['id']);
const party = wordOrUri(words.PARTY_TYPES, words.CBV);
const metadata = record(
  {
    ...{ time, deviceID: uri, deviceMetadata: uri, rawData: uri, startTime: time, endTime: time },
    ...{ dataProcessingMethod: uri, bizRules: uri },
  },
  [],
  'uri',
);
const sensorReport = record(
  {
    type: wordOrUri(words.MEASUREMENTS, words.WEB_VOCABULARY),
    exception: wordOrUri(words.ALERTS, words.WEB_VOCABULARY),
    ...{ deviceID: uri, deviceMetadata: uri, rawData: uri, dataProcessingMethod: uri, bizRules: uri, time },
    ...{ microorganism: uri, chemicalSubstance: uri, coordinateReferenceSystem: uri, value: number },
    component: wordOrUri(words.COMPONENTS, words.CBV),
    ...{ stringValue: text, booleanValue: truth, hexBinaryValue: matching(/^[A-Fa-f0-9]+$/, '0–9, A–F') },
    ...{ uriValue: uri, minValue: number, maxValue: number, meanValue: number, sDev: number },
    ...{ percRank: number, percValue: number, uom: text },
  },
  ['type'],
  'uri',
);
const sensorElement = record(
  { sensorMetadata: metadata, sensorReport: list(sensorReport, { least: 1 }) },
  ['sensorReport'],
  'uri',
);
const context = either(
  'URI | {…} | […]',
  uri,
  record({}),
  list(either('URI | {…}', uri, record({})), { unique: true }),
);
const persistent = all(
  record({ set: dispositions, unset: dispositions }, [], 'none'),
  (value, path, report) => {
    if (isRecord(value) && !('set' in value) && !('unset' in value))
      report({ code: 'missing', path, expected: 'set | unset', found: '' });
  },
);

const COMMON: Fields = {
  '@context': context,
  type: text,
  ...{ eventTime: time, recordTime: time, eventID: uri },
  eventTimeZoneOffset: matching(/^[+-]((0\d|1[0-3]):[0-5]\d|14:00)$/, '+08:00'),
  certificationInfo: either('URI | [URI]', uri, list(uri)),
  errorDeclaration: record(
    {
      ...{ declarationTime: time, reason: wordOrUri(words.ERROR_REASONS, words.CBV) },
      correctiveEventIDs: list(uri),
    },
    ['declarationTime'],
    'uri',
  ),
};
const WHERE_AND_WHY: Fields = {
  ...{ bizStep: wordOrUri(words.BIZ_STEPS, words.CBV), disposition, readPoint: place, bizLocation: place },
  bizTransactionList: list(
    record(
      { type: wordOrUri(words.TRANSACTION_TYPES, words.CBV), bizTransaction: uri },
      ['bizTransaction'],
      'none',
    ),
  ),
  sourceList: list(record({ type: party, source: uri }, ['type', 'source'], 'none')),
  destinationList: list(record({ type: party, destination: uri }, ['type', 'destination'], 'none')),
  sensorElementList: list(sensorElement),
};
const action = wordOf('OBSERVE', 'ADD', 'DELETE');
const epcs = list(uri, { unique: true });
/** Free fields whose names are URIs, as `cbvmda:lotNumber`. */
const ilmd: Check = (value, path, report) => {
  if (!isRecord(value)) return report({ code: 'type', path, expected: '{…}', found: shown(value) });
  for (const name of Object.keys(value).filter((each) => !isUri(each)))
    report({ code: 'unknown_name', path: `${path}/${name}`, expected: 'prefix:name', found: name });
};

const CHILDREN: Fields = {
  ...{ parentID: uri, childEPCs: list(uri), childQuantityList: list(quantity), action },
};
const isFilled = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
const isHere = (value: unknown): boolean => value !== undefined;
type Event = Readonly<Record<string, unknown>>;

interface EventKind {
  readonly fields: Fields;
  readonly required: readonly string[];
  /** Whether it says of what it is; what it needs for that. */
  readonly says: (event: Event) => boolean;
  readonly needs: string;
}

const children = {
  needs: 'childEPCs | childQuantityList',
  says: (event: Event) =>
    isFilled(event.childEPCs) || isFilled(event.childQuantityList) || event.action === 'DELETE',
};
const KINDS: Readonly<Record<string, EventKind>> = {
  ObjectEvent: {
    fields: {
      ...{ epcList: epcs, quantityList: list(quantity), action, persistentDisposition: persistent, ilmd },
    },
    required: ['action'],
    needs: 'epcList | quantityList | sensorElementList + readPoint',
    says: (event) =>
      isHere(event.epcList) ||
      isFilled(event.quantityList) ||
      (isFilled(event.sensorElementList) && isHere(event.readPoint)),
  },
  AggregationEvent: { fields: CHILDREN, required: ['action'], ...children },
  AssociationEvent: { fields: CHILDREN, required: ['action', 'parentID'], ...children },
  TransactionEvent: {
    fields: { parentID: uri, epcList: list(uri), quantityList: list(quantity), action },
    required: ['bizTransactionList', 'action'],
    needs: 'epcList | quantityList',
    says: (event) => isHere(event.epcList) || isFilled(event.quantityList) || event.action === 'DELETE',
  },
  TransformationEvent: {
    fields: {
      ...{ inputEPCList: epcs, inputQuantityList: list(quantity), outputEPCList: epcs },
      ...{ outputQuantityList: list(quantity), transformationID: uri, ilmd },
      persistentDisposition: persistent,
    },
    required: [],
    needs: 'input… + output… | transformationID + input… | output…',
    says(event) {
      const input = isFilled(event.inputEPCList) || isFilled(event.inputQuantityList);
      const output = isFilled(event.outputEPCList) || isFilled(event.outputQuantityList);
      return (input && output) || (isHere(event.transformationID) && (input || output));
    },
  },
};

/** One event of a list. */
export const event: Check = (value, path, report) => {
  if (!isRecord(value)) return report({ code: 'type', path, expected: '{…}', found: shown(value) });
  const { type } = value;
  const needed = ['eventTime', 'eventTimeZoneOffset', 'type'];
  const kind = typeof type === 'string' && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!kind) return record({ ...COMMON, type: uri }, needed)(value, path, report);
  const transactions = type === 'TransactionEvent' ? { least: 1 } : {};
  const fields = {
    ...{ ...COMMON, ...WHERE_AND_WHY, ...kind.fields },
    bizTransactionList: all(WHERE_AND_WHY.bizTransactionList, list(anything, transactions)),
  };
  record(fields, [...needed, ...kind.required], 'uri')(value, path, report);
  if (!kind.says(value)) report({ code: 'says_nothing', path, expected: kind.needs, found: String(type) });
  if (type === 'ObjectEvent' && 'ilmd' in value && value.action !== 'ADD')
    report({ code: 'ilmd', path: `${path}/ilmd`, expected: 'action ADD', found: shown(value.action) });
};

export { context };
