import {
  type Check,
  type EpcisFinding,
  isRecord,
  list,
  matching,
  record,
  text,
  time,
  uri,
  wordOf,
} from './checks.ts';
import { context, event } from './event-checks.ts';
import { linesOf } from './json-lines.ts';

const attribute = record({ id: uri }, ['id']);
const vocabulary = record(
  {
    type: uri,
    vocabularyElementList: list(
      record({ id: uri, attributes: list(attribute), children: list(uri) }, ['id']),
    ),
  },
  ['type'],
);
const header = record({ epcisMasterData: record({ vocabularyList: list(vocabulary) }) }, [], 'uri');
const version = matching(/^\d+(\.\d+)*$/, '2.0');
const head = { '@context': context, id: uri, schemaVersion: version, creationDate: time };

const document = record(
  {
    ...head,
    ...{ type: wordOf('EPCISDocument'), instanceIdentifier: text, sender: text, receiver: text },
    epcisHeader: header,
    epcisBody: record({ eventList: list(event) }, ['eventList']),
  },
  ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'],
  'uri',
);
const results = record(
  {
    queryName: text,
    subscriptionID: text,
    resultsBody: record({ eventList: list(event), vocabularyList: list(vocabulary) }, ['eventList'], 'uri'),
  },
  ['queryName', 'resultsBody'],
  'uri',
);
const queryDocument = record(
  {
    ...{ ...head, type: wordOf('EPCISQueryDocument') },
    epcisBody: record({ queryResults: results }, ['queryResults'], 'uri'),
  },
  ['@context', 'type', 'epcisBody'],
  'uri',
);
const single: Check = (value, path, report) => {
  record({}, ['@context'])(value, path, report);
  event(value, path, report);
};

/** Findings beyond which a document is not looked at further: the rest repeats itself. */
const MOST = 200;

/** Everything in which a value breaks EPCIS 2.0: a document, the document of a query, or one event. Empty where nothing does. */
export function checkEpcis(value: unknown): EpcisFinding[] {
  const findings: EpcisFinding[] = [];
  const report = (finding: EpcisFinding) => {
    if (findings.length < MOST) findings.push(finding);
  };
  const type = isRecord(value) ? value.type : undefined;
  if (type === 'EPCISQueryDocument') queryDocument(value, '', report);
  else if (typeof type === 'string' && type.endsWith('Event')) single(value, '', report);
  else document(value, '', report);
  return findings;
}

/** A finding with the line of the text on which it stands. */
export type PlacedFinding = EpcisFinding & { readonly line: number };

/** What breaks the standard in a text. @returns the value too, where the text is JSON */
export function checkEpcisText(source: string): { value: unknown; findings: PlacedFinding[] } {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const found = (error as Error).message;
    const at = /position (\d+)/.exec(found)?.[1];
    const line = at === undefined ? 1 : source.slice(0, Number(at)).split('\n').length;
    return { value: undefined, findings: [{ code: 'not_json', path: '', expected: 'JSON', found, line }] };
  }
  const lines = linesOf(source);
  const findings = checkEpcis(value).map((finding) => ({ ...finding, line: lines.get(finding.path) ?? 1 }));
  return { value, findings };
}
