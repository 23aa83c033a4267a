import { escaped } from './checks.ts';

interface Level {
  readonly path: string;
  /** The element that comes next; null in an object. */
  element: number | null;
  /** The name whose value comes next. */
  name: string | null;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|\n|[^\s{}[\],:"]+/g;

/** The line of each value of a JSON text that was parsed already, by its JSON pointer. */
export function linesOf(source: string): ReadonlyMap<string, number> {
  const places = new Places();
  for (const [word] of source.matchAll(TOKEN)) places.read(word);
  return places.lines;
}

/** Walks over the words of a JSON text and knows in which value it stands. */
class Places {
  readonly lines = new Map<string, number>();
  readonly #levels: Level[] = [];
  #line = 1;

  read(word: string): void {
    const level = this.#levels.at(-1);
    if (word === '\n') this.#line++;
    else if (word === '{') this.#levels.push({ path: this.#place(), element: null, name: null });
    else if (word === '[') this.#levels.push({ path: this.#place(), element: 0, name: null });
    else if (word === '}' || word === ']') this.#levels.pop();
    else if (word === ',' && level) next(level);
    else if (word !== ':') this.#name(word, level);
  }

  /** The name of a value, or a value without parts. */
  #name(word: string, level: Level | undefined): void {
    if (level && level.element === null && level.name === null) level.name = JSON.parse(word);
    else this.#place();
  }

  #place(): string {
    const level = this.#levels.at(-1);
    const path = level ? `${level.path}/${level.element ?? escaped(level.name ?? '')}` : '';
    this.lines.set(path, this.#line);
    return path;
  }
}

function next(level: Level): void {
  if (level.element !== null) level.element++;
  level.name = null;
}
