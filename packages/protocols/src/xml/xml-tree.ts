import { SaxesParser } from 'saxes';

/** An element as far as messages need it: names without their prefix. */
export interface XmlElement {
  readonly name: string;
  /** Namespace; '' without one. */
  readonly uri: string;
  readonly line: number;
  /** By their names without prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Its own text, trimmed. */
  text: string;
}

export interface XmlFault {
  readonly code: 'not_well_formed' | 'cut_off' | 'doctype' | 'too_large';
  readonly line: number;
  readonly says: string;
}

export interface XmlTree {
  /** Null where nothing could be read. */
  readonly root: XmlElement | null;
  readonly faults: readonly XmlFault[];
}

const MOST_LETTERS = 8 * 2 ** 20;
const MOST_ELEMENTS = 200_000;
const MOST_DEPTH = 60;
const MOST_FAULTS = 20;

/** What ends the reading at once. */
class Stop extends Error {}

/**
 * Reads XML as far as it can be read. A document type is refused whole: with it entities of entities and files of the
 * machine would come. Other faults are noted and read over, as feeds in the field have them.
 */
export function readXmlTree(text: string): XmlTree {
  const faults: XmlFault[] = [];
  const parser = new SaxesParser({ xmlns: true });
  const note = (code: XmlFault['code'], says: string) => {
    if (faults.length < MOST_FAULTS) faults.push({ code, line: parser.line, says });
  };
  if (text.length > MOST_LETTERS)
    return { root: null, faults: [{ code: 'too_large', line: 1, says: `${text.length}` }] };
  const stack: XmlElement[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  parser.on('error', ({ message }) => note('not_well_formed', message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => {
    note('doctype', 'DOCTYPE');
    throw new Stop();
  });
  parser.on('opentag', ({ local, uri, attributes: given }) => {
    if (++elements > MOST_ELEMENTS || stack.length >= MOST_DEPTH) {
      note('too_large', `${elements}`);
      throw new Stop();
    }
    const attributes = Object.fromEntries(Object.values(given).map((one) => [one.local, one.value]));
    const element: XmlElement = { name: local, uri, line: parser.line, attributes, children: [], text: '' };
    stack.at(-1)?.children.push(element);
    root ??= element;
    stack.push(element);
  });
  const addText = (part: string) => {
    const top = stack.at(-1);
    if (top) top.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = stack.pop();
    if (closed) closed.text = closed.text.trim();
  });
  try {
    parser.write(text);
    // Asked before the parser closes what stands open by itself.
    if (stack.length > 0) note('cut_off', stack.map(({ name }) => name).join(' › '));
    parser.close();
  } catch (error) {
    if (!(error instanceof Stop))
      note('not_well_formed', error instanceof Error ? error.message : String(error));
  }
  const isRefused = faults.some(({ code }) => code === 'doctype' || code === 'too_large');
  return { root: isRefused ? null : root, faults };
}

/** All elements of that name at any depth, themselves not searched. */
export function findAll(element: XmlElement, name: string): XmlElement[] {
  if (element.name === name) return [element];
  return element.children.flatMap((child) => findAll(child, name));
}
