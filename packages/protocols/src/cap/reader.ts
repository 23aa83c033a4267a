import type { XmlElement } from '../xml/index.ts';
import type { CapFinding, CapValue, Word } from './model.ts';
import { WORDS } from './model.ts';

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;
const STRICT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
const MOST_SHOWN = 80;

/** Reads the parts of an element, noting what breaks the standard. */
export class Reader {
  constructor(
    readonly element: XmlElement,
    readonly path: string,
    private readonly findings: CapFinding[],
  ) {}

  note(code: string, name: string, found: string, { grave = false, line = this.element.line } = {}): void {
    const path = name === '' ? this.path : `${this.path}/${name}`;
    this.findings.push({ code, path, line, found: found.slice(0, MOST_SHOWN), grave });
  }

  all(name: string): XmlElement[] {
    return this.element.children.filter((child) => child.name === name);
  }

  within(name: string): Reader[] {
    return this.all(name).map((child) => new Reader(child, `${this.path}/${name}`, this.findings));
  }

  /** Text of the one element of that name; '' where it is missing or empty. */
  text(name: string, { required = false } = {}): string {
    const [first, second] = this.all(name);
    if (second) this.note('twice', name, second.text, { line: second.line });
    if (!first) {
      if (required) this.note('missing', name, '', { grave: name === 'identifier' || name === 'sender' });
      return '';
    }
    if (first.text === '' && (required || name === 'references'))
      this.note('empty', name, '', { line: first.line, grave: required && name === 'identifier' });
    return first.text;
  }

  texts(name: string): string[] {
    return this.all(name).map(({ text }) => text);
  }

  word<K extends keyof typeof WORDS>(name: K, otherwise: Word<K>): Word<K> {
    const text = this.text(name, { required: true });
    return text === '' ? otherwise : this.#known(name, text, otherwise);
  }

  words<K extends keyof typeof WORDS>(name: K): Word<K>[] {
    return this.all(name).flatMap(({ text }) => {
      const known = wordOf(name, text);
      if (!known) this.note('unknown_word', name, text);
      return known ? [known] : [];
    });
  }

  #known<K extends keyof typeof WORDS>(name: K, text: string, otherwise: Word<K>): Word<K> {
    const known = wordOf(name, text);
    if (known !== text) this.note('unknown_word', name, text);
    return known ?? otherwise;
  }

  instant(name: string, required = false): number | null {
    const text = this.text(name, { required });
    if (text === '') return null;
    const at_ms = instantOf(text);
    if (at_ms === null) this.note('bad_time', name, text);
    else if (!STRICT.test(text)) this.note('loose_time', name, text);
    return at_ms;
  }

  values(name: string): CapValue[] {
    return this.within(name).map((value) => ({ name: value.text('valueName'), value: value.text('value') }));
  }
}

function wordOf<K extends keyof typeof WORDS>(name: K, text: string): Word<K> | undefined {
  const words: readonly string[] = WORDS[name];
  return words.find((word) => word.toLowerCase() === text.toLowerCase()) as Word<K> | undefined;
}

/** UTC ms; a time without an offset is taken for China's. Null for what is no time. */
export function instantOf(text: string): number | null {
  const parts = INSTANT.exec(text.trim());
  if (!parts) return null;
  const [, year, month, day, hour, minute, second = '00', zone = '+08:00'] = parts;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at_ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(at_ms) ? null : at_ms;
}
