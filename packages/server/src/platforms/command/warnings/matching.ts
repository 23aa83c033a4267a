import type { Matcher } from '@opentocc/contract';
import { RE2JS } from 're2js';
import { warningsErrors } from './errors.ts';

export type Labels = Readonly<Record<string, string>>;
export type Matches = (labels: Labels) => boolean;

/**
 * Whether labels meet all conditions; a label that is absent is empty. Expressions run in linear time (RE2): one from
 * outside may not hold the platform up.
 * @throws AppError for an expression that cannot be read
 */
export function compileMatchers(matchers: readonly Matcher[]): Matches {
  const tests = matchers.map(compileOne);
  return (labels) => tests.every((test) => test(labels));
}

function compileOne({ name, value, isRegex, isEqual }: Matcher): Matches {
  if (!isRegex) return (labels) => ((labels[name] ?? '') === value) === isEqual;
  const pattern = patternOf(value);
  return (labels) => pattern.matches(labels[name] ?? '') === isEqual;
}

function patternOf(value: string) {
  try {
    return RE2JS.compile(value);
  } catch {
    // Whatever the parser says of it, who wrote it is shown the expression.
    throw warningsErrors.bad_pattern({ pattern: value });
  }
}

const FILTER = /^\s*([^=!~\s]+)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^"]*))\s*$/u;

/** `name="value"`, `name!="value"`, `name=~"value"`, `name!~"value"`, as clients of Alertmanager filter. */
export function readFilter(filter: string): Matcher {
  const read = FILTER.exec(filter.replace(/^\{|\}$/g, ''));
  if (!read) throw warningsErrors.bad_filter({ filter });
  const [, name, operator, quoted, bare] = read;
  const value = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
  return { name, value, isRegex: operator.endsWith('~'), isEqual: operator.startsWith('=') };
}

/** Whether conditions would hold for a warning without any label: they would hide everything. */
export const matchesNothingToo = (matches: Matches): boolean => matches({});
