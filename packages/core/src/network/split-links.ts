import { distance_m } from '../geo/distance.ts';
import type { RawLink, RawNetwork, RawNode } from './raw-network.ts';

/** GB/T 33171-2016 splits a segment of 1.5 km or more: one speed says too little of so long a road. */
export const LONGEST_SEGMENT_M = 1500;

type Part = Required<Pick<RawLink, 'from' | 'to' | 'shape'>>;

/**
 * Cuts every link of `longest_m` or more into equal parts shorter than that, a new node at each cut. Two directions
 * that mirror each other are cut at the same nodes and stay each other's reverse, part by part. Sequences that must not
 * be driven hold as before: from the last part of their first link through all parts between to the first of their last.
 */
export function splitLongLinks(raw: RawNetwork, longest_m = LONGEST_SEGMENT_M): RawNetwork {
  const nodes = [...raw.nodes];
  const parts: Part[][] = [];
  for (let i = 0; i < raw.links.length; i++) {
    const mirror = mirrorOf(raw.links, i);
    parts.push(
      mirror !== undefined && mirror < i ? turned(parts[mirror]) : cut(nodes, raw.links[i], longest_m),
    );
  }
  const first = [0];
  for (const { length } of parts) first.push(first[first.length - 1] + length);
  const links = raw.links.flatMap(({ reverse: _, ...link }, i) =>
    parts[i].map((part, k): RawLink => ({ ...link, ...part, ...reverseOf(raw.links, parts, first, i, k) })),
  );
  return { ...raw, nodes, links, bans: raw.bans.map((ban) => ({ ...ban, links: banOf(ban.links, first) })) };
}

/** The opposite direction of a link when it has the same shape. */
function mirrorOf(links: readonly RawLink[], i: number): number | undefined {
  const { reverse, from, to, shape = [] } = links[i];
  if (reverse === undefined || links[reverse].reverse !== i) return undefined;
  const other = links[reverse];
  const others = other.shape ?? [];
  if (other.from !== to || other.to !== from || others.length !== shape.length) return undefined;
  const last = shape.length - 2;
  for (let k = 0; k <= last; k += 2)
    if (shape[k] !== others[last - k] || shape[k + 1] !== others[last - k + 1]) return undefined;
  return reverse;
}

/** The same parts driven the other way. */
function turned(parts: readonly Part[]): Part[] {
  return parts.toReversed().map(({ from, to, shape }) => ({ from: to, to: from, shape: turnedShape(shape) }));
}

function turnedShape(shape: readonly number[]): number[] {
  const back: number[] = [];
  for (let k = shape.length - 2; k >= 0; k -= 2) back.push(shape[k], shape[k + 1]);
  return back;
}

/** Parts of a link; the nodes of its cuts are added to `nodes`. */
function cut(nodes: RawNode[], { from, to, shape = [] }: RawLink, longest_m: number): Part[] {
  const points = [nodes[from].lon, nodes[from].lat, ...shape, nodes[to].lon, nodes[to].lat];
  const steps_m = Array.from({ length: points.length / 2 - 1 }, (_, k) =>
    distance_m(points[2 * k], points[2 * k + 1], points[2 * k + 2], points[2 * k + 3]),
  );
  const length_m = steps_m.reduce((sum, step_m) => sum + step_m, 0);
  const count = Math.floor(length_m / longest_m) + 1;
  const parts: Part[] = [];
  let begun: { from: number; shape: number[] } = { from, shape: [] };
  let passed_m = 0;
  for (let k = 0; k < steps_m.length; k++) {
    if (k > 0) begun.shape.push(points[2 * k], points[2 * k + 1]);
    while (parts.length < count - 1 && (parts.length + 1) * length_m <= (passed_m + steps_m[k]) * count) {
      const share = ((parts.length + 1) * (length_m / count) - passed_m) / steps_m[k];
      const at = nodes.push({
        lon: points[2 * k] + share * (points[2 * k + 2] - points[2 * k]),
        lat: points[2 * k + 1] + share * (points[2 * k + 3] - points[2 * k + 1]),
      });
      parts.push({ ...begun, to: at - 1 });
      begun = { from: at - 1, shape: [] };
    }
    passed_m += steps_m[k];
  }
  return [...parts, { ...begun, to }];
}

/** The reverse of part `k` of link `i`, if it has one. */
function reverseOf(
  links: readonly RawLink[],
  parts: readonly (readonly Part[])[],
  first: readonly number[],
  i: number,
  k: number,
): Pick<RawLink, 'reverse'> {
  const { reverse } = links[i];
  if (reverse === undefined) return {};
  if (mirrorOf(links, i) !== undefined) return { reverse: first[reverse + 1] - 1 - k };
  return parts[i].length === 1 && parts[reverse].length === 1 ? { reverse: first[reverse] } : {};
}

function banOf(ban: readonly number[], first: readonly number[]): number[] {
  const middle = ban.slice(1, -1).flatMap((link) => rangeOf(first[link], first[link + 1]));
  return [first[ban[0] + 1] - 1, ...middle, first[ban[ban.length - 1]]];
}

const rangeOf = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, k) => from + k);
