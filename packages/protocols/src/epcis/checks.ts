/** What is wrong at a place of a document. */
export interface EpcisFinding {
  readonly code:
    | 'not_json'
    | 'type'
    | 'missing'
    | 'unknown_name'
    | 'unknown_word'
    | 'format'
    | 'too_few'
    | 'repeated'
    | 'says_nothing'
    | 'ilmd'
    | 'limit';
  /** JSON pointer: "/epcisBody/eventList/0/eventTime"; empty for the document. */
  readonly path: string;
  /** What should stand there: a name, a format, the words that are known. */
  readonly expected: string;
  /** What stands there, cut. */
  readonly found: string;
}

/** Where a check writes what is wrong. */
export type Report = (finding: EpcisFinding) => void;
/** Looks at a value at a path. */
export type Check = (value: unknown, path: string, report: Report) => void;
export type Fields = Readonly<Record<string, Check>>;

const MOST_FOUND = 80;

export const shown = (value: unknown): string => {
  const text = value === undefined ? '' : JSON.stringify(value);
  return text.length > MOST_FOUND ? `${text.slice(0, MOST_FOUND)}…` : text;
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 3986: a scheme, then signs that may stand in an address; a percent sign begins two hexadecimal digits. */
const URI = /^[a-z][a-z0-9+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})*$/i;
const TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):?[0-5]\d)$/;
export const isUri = (text: string): boolean => URI.test(text);
const isTime = (text: string): boolean => {
  const day = Number(text.slice(8, 10));
  const days = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return TIME.test(text) && day <= days;
};

const texts =
  (expected: string, passes: (text: string) => boolean): Check =>
  (value, path, report) => {
    if (typeof value !== 'string') report({ code: 'type', path, expected, found: shown(value) });
    else if (!passes(value)) report({ code: 'format', path, expected, found: shown(value) });
  };

export const uri = texts('URI', isUri);
export const time = texts('2026-11-28T08:00:00.000+08:00', isTime);
export const text = texts('text', () => true);
export const matching = (pattern: RegExp, expected: string): Check =>
  texts(expected, (value) => pattern.test(value));
export const number: Check = (value, path, report) => {
  if (typeof value !== 'number') report({ code: 'type', path, expected: 'number', found: shown(value) });
};
export const truth: Check = (value, path, report) => {
  if (typeof value !== 'boolean')
    report({ code: 'type', path, expected: 'true, false', found: shown(value) });
};
export const anything: Check = () => undefined;

/** One of the words of the standard and nothing else. */
export const wordOf = (...words: readonly string[]): Check =>
  texts(words.join(', '), (value) => words.includes(value));

/** One of the words of the standard, or a URI of somebody's own vocabulary, which does not begin with one of the standard's. */
export const wordOrUri =
  (words: readonly string[], ours: RegExp): Check =>
  (value, path, report) => {
    const expected = `${words.slice(0, 6).join(', ')}, … | URI`;
    if (typeof value !== 'string') return report({ code: 'type', path, expected, found: shown(value) });
    if (!words.includes(value) && (!isUri(value) || ours.test(value)))
      report({ code: 'unknown_word', path, expected, found: shown(value) });
  };

/** A list of at least `least` values. */
export const list =
  (of: Check, { least = 0, unique = false } = {}): Check =>
  (value, path, report) => {
    if (!Array.isArray(value)) return report({ code: 'type', path, expected: '[…]', found: shown(value) });
    if (value.length < least)
      report({ code: 'too_few', path, expected: `≥ ${least}`, found: String(value.length) });
    if (unique && new Set(value.map((each) => JSON.stringify(each))).size < value.length)
      report({ code: 'repeated', path, expected: 'unique', found: shown(value) });
    for (const [i, each] of value.entries()) of(each, `${path}/${i}`, report);
  };

/**
 * An object with named fields.
 * @param others which names may stand beside them: any, those that are a URI (`ex:feature`), or none
 */
export const record =
  (fields: Fields, required: readonly string[] = [], others: 'any' | 'uri' | 'none' = 'any'): Check =>
  (value, path, report) => {
    if (!isRecord(value)) return report({ code: 'type', path, expected: '{…}', found: shown(value) });
    for (const name of required.filter((each) => !Object.hasOwn(value, each)))
      report({ code: 'missing', path, expected: name, found: '' });
    for (const [name, each] of Object.entries(value)) {
      const at = `${path}/${escaped(name)}`;
      if (Object.hasOwn(fields, name)) fields[name](each, at, report);
      else if (!mayStand(name, others))
        report({ code: 'unknown_name', path: at, expected: 'prefix:name', found: name });
    }
  };

const mayStand = (name: string, others: 'any' | 'uri' | 'none'): boolean =>
  others === 'any' || (others === 'uri' && isUri(name));

/** As a part of a JSON pointer. */
export const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Several checks of one value. */
export const all =
  (...checks: readonly Check[]): Check =>
  (value, path, report) => {
    for (const check of checks) check(value, path, report);
  };

/** At least one of them finds nothing. */
export const either =
  (expected: string, ...checks: readonly Check[]): Check =>
  (value, path, report) => {
    if (checks.every((check) => faultsOf(check, value).length > 0))
      report({ code: 'type', path, expected, found: shown(value) });
  };

export function faultsOf(check: Check, value: unknown): EpcisFinding[] {
  const findings: EpcisFinding[] = [];
  check(value, '', (finding) => findings.push(finding));
  return findings;
}
