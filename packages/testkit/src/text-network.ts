import {
  buildNetwork,
  LINK_CLASSES,
  type LinkClass,
  type NetworkArea,
  NONE_U32,
  type RawBan,
  type RawLink,
  type RawNetwork,
  type RawNode,
  ROAD_USERS,
  type RoadNetwork,
  usersMask,
} from '@opentocc/core/network';

/** A network read from text, with its names. */
export interface TextNetwork {
  readonly network: RoadNetwork;
  readonly raw: RawNetwork;
  /** Node of a letter. */
  node(letter: string): number;
  /** Link between two letters: `link('AB')` runs from A to B. */
  link(pair: string): number;
  /** Links along letters: `path('ABCD')` is AB, BC, CD. */
  path(letters: string): number[];
  /** Letters along links, the other way round: 'ABCD'. */
  letters(links: Iterable<number>): string;
}

/** Metres of one character of a drawing, both ways. */
const CELL_M = 100;
/** North-west corner of every drawing: in Futian. */
const ORIGIN = { lon: 114.05, lat: 22.55 };
/** Degrees of one metre there, on the WGS-84 ellipsoid. */
const DEGREE_PER_M = { lon: 1 / 102_860.4, lat: 1 / 110_736.9 };

/**
 * Reads a network as a drawing and a list of facts:
 *
 *     A---B>>>C        letters and digits are junctions, one character is 100 m
 *     |   ^            - | two-way street, > < ^ v one-way
 *     D---E
 *
 *     AB arterial 60 lanes=2 name=深南大道 layer=1 flags=2    facts of both directions of a street
 *     AB for=bus,taxi  road users that a street is open to
 *     no ABE           a turn or longer way that is banned, for=car for some only
 *     signals B E      junctions with traffic lights
 *     district 福田 AC  the rectangle around these letters, half a cell wider
 *
 * Streets are local, one lane, without a stated limit, unless a fact says otherwise.
 * @throws RangeError with the line that is not understood.
 */
export function textNetwork(text: string): TextNetwork {
  const lines = text.replace(/^\s*\n/, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  const blank = lines.findIndex((line) => !line.trim());
  const drawing = lines.slice(0, blank < 0 ? lines.length : blank).map((line) => line.slice(margin));
  const facts = blank < 0 ? [] : lines.slice(blank).map((line) => line.trim());
  const sketch = readDrawing(drawing);
  const raw = applyFacts(sketch, facts.filter(Boolean));
  const network = buildNetwork(raw);
  return { network, raw, ...namesOf(sketch) };
}

interface Sketch {
  readonly letters: string[];
  readonly nodes: RawNode[];
  readonly links: RawLink[];
  readonly linkOf: Map<string, number>;
}

type Step = readonly [dx: number, dy: number, twoWay: string, along: string, against: string];
const EAST: Step = [1, 0, '-', '>', '<'];
const SOUTH: Step = [0, 1, '|', 'v', '^'];

function readDrawing(rows: readonly string[]): Sketch {
  const sketch: Sketch = { letters: [], nodes: [], links: [], linkOf: new Map() };
  const at = new Map<string, number>();
  rows.forEach((row, y) => {
    for (const match of row.matchAll(/[A-Z0-9]/g)) {
      at.set(`${match.index},${y}`, sketch.letters.length);
      sketch.letters.push(match[0]);
      sketch.nodes.push({
        lon: ORIGIN.lon + match.index * CELL_M * DEGREE_PER_M.lon,
        lat: ORIGIN.lat - y * CELL_M * DEGREE_PER_M.lat,
      });
    }
  });
  for (const [cell, node] of at)
    for (const step of [EAST, SOUTH]) {
      const [x, y] = cell.split(',').map(Number);
      follow(rows, at, sketch, { x, y, node }, step);
    }
  return sketch;
}

function follow(
  rows: readonly string[],
  at: ReadonlyMap<string, number>,
  sketch: Sketch,
  start: { x: number; y: number; node: number },
  [dx, dy, twoWay, along, against]: Step,
): void {
  const kinds = { [twoWay]: 'both', [along]: 'to', [against]: 'back' } as const;
  let { x, y } = start;
  let ways: 'both' | 'to' | 'back' | undefined;
  let end: number | undefined;
  while (end === undefined) {
    x += dx;
    y += dy;
    end = at.get(`${x},${y}`);
    if (end !== undefined) break;
    const kind = kinds[rows[y]?.[x] ?? ' '];
    if (kind === undefined) return;
    if (ways === undefined || ways === 'both') ways = kind;
  }
  if (ways !== undefined) addStreet(sketch, start.node, end, ways);
}

function addStreet({ letters, links, linkOf }: Sketch, a: number, b: number, ways: 'both' | 'to' | 'back') {
  const add = (from: number, to: number, reverse?: number) => {
    const source = letters[from] + letters[to];
    linkOf.set(source, links.length);
    links.push({
      from,
      to,
      class: 'local',
      lanes: 1,
      limit_kmh: null,
      name: '',
      source: `text:${source}`,
      reverse,
    });
  };
  const first = links.length;
  if (ways !== 'back') add(a, b, ways === 'both' ? first + 1 : undefined);
  if (ways !== 'to') add(b, a, ways === 'both' ? first : undefined);
}

function applyFacts(sketch: Sketch, facts: readonly string[]): RawNetwork {
  const { nodes, links } = sketch;
  const names = namesOf(sketch);
  const bans: RawBan[] = [];
  const districts: NetworkArea[] = [];
  for (const fact of facts) {
    const [head, ...words] = fact.split(/\s+/);
    if (head === 'no') bans.push({ links: names.path(words[0]), ...usersFact(fact, words[1]) });
    else if (head === 'signals')
      for (const word of words) nodes[names.node(word)] = { ...nodes[names.node(word)], signals: true };
    else if (head === 'district') districts.push(rectangle(words[0], [...words[1]].map(names.node), nodes));
    else changeStreet(sketch, fact);
  }
  return {
    name_zh: '文本路网',
    name_en: 'Text network',
    attribution: '',
    notice_zh: '',
    notice_en: '',
    nodes,
    links,
    bans,
    districts,
    streets: [],
    places: [],
    dropped: {},
  };
}

/** `AB arterial 60`: facts of both directions of a street. */
function changeStreet({ links, linkOf }: Sketch, fact: string): void {
  const [pair, ...words] = fact.split(/\s+/);
  if (!linkOf.has(pair)) throw new RangeError(`no street ${pair} in the drawing: "${fact}"`);
  const changes = Object.assign({}, ...words.map((word) => linkFact(fact, word)));
  for (const one of [pair, [...pair].reverse().join('')]) {
    const link = linkOf.get(one);
    if (link !== undefined) links[link] = { ...links[link], ...changes };
  }
}

/** `for=bus,taxi` */
function usersFact(fact: string, word: string | undefined): { users?: number } {
  if (word === undefined) return {};
  const named = word.replace(/^for=/, '').split(',');
  const users = ROAD_USERS.filter((user) => named.includes(user));
  if (!word.startsWith('for=') || users.length < named.length)
    throw new RangeError(`"${word}" is not understood in "${fact}"`);
  return { users: usersMask(users) };
}

function linkFact(fact: string, word: string): Partial<RawLink> {
  if ((LINK_CLASSES as readonly string[]).includes(word)) return { class: word as LinkClass };
  if (/^\d+$/.test(word)) return { limit_kmh: Number(word) };
  const [key, value] = word.split('=');
  if (key === 'for') return usersFact(fact, word);
  if (key === 'name') return { name: value };
  if (key === 'lanes' || key === 'layer' || key === 'flags') return { [key]: Number(value) };
  throw new RangeError(`"${word}" is not understood in "${fact}"`);
}

function rectangle(name: string, corners: readonly number[], nodes: readonly RawNode[]): NetworkArea {
  const lons = corners.map((node) => nodes[node].lon);
  const lats = corners.map((node) => nodes[node].lat);
  const dx = (CELL_M / 2) * DEGREE_PER_M.lon;
  const dy = (CELL_M / 2) * DEGREE_PER_M.lat;
  const [west, east] = [Math.min(...lons) - dx, Math.max(...lons) + dx];
  const [south, north] = [Math.min(...lats) - dy, Math.max(...lats) + dy];
  const ring: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { code: name, name_zh: name, name_en: name, coordinates: [[ring]] };
}

function namesOf({ letters, links, linkOf }: Sketch) {
  const node = (letter: string): number => {
    const found = letters.indexOf(letter);
    if (found < 0) throw new RangeError(`no junction ${letter} in the drawing`);
    return found;
  };
  const link = (pair: string): number => {
    const found = linkOf.get(pair) ?? NONE_U32;
    if (found === NONE_U32) throw new RangeError(`no link ${pair} in the drawing`);
    return found;
  };
  return {
    node,
    link,
    path: (along: string): number[] => [...along].slice(1).map((letter, i) => link(along[i] + letter)),
    letters(driven: Iterable<number>): string {
      let text = '';
      for (const id of driven) {
        const { from, to } = links[id];
        if (!text.endsWith(letters[from])) text += letters[from];
        text += letters[to];
      }
      return text;
    },
  };
}
