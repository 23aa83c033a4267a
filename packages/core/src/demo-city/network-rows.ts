import { LINK_FLAG, type RawLink, type RawNode } from '../network/index.ts';
import { type Point, toLonLat } from './plane.ts';

export type RowAttributes = Pick<RawLink, 'class' | 'lanes' | 'limit_kmh' | 'name' | 'source'> & {
  readonly flags?: number;
  readonly layer?: number;
};

/** Collects the rows of the network under construction, from points of the plane. */
export class NetworkRows {
  readonly nodes: RawNode[] = [];
  readonly links: RawLink[] = [];
  private readonly signals = new Set<number>();

  addNode(point: Point): number {
    const [lon, lat] = toLonLat(point);
    return this.nodes.push({ lon, lat }) - 1;
  }

  /** Adds one direction; `inner` are the points between the two nodes. Returns its position. */
  addLink(from: number, to: number, inner: readonly Point[], attributes: RowAttributes): number {
    return this.links.push({ ...attributes, from, to, shape: inner.flatMap(toLonLat) }) - 1;
  }

  /** Adds both directions of a road. */
  addTwoWay(from: number, to: number, inner: readonly Point[], attributes: RowAttributes): void {
    const forth = this.addLink(from, to, inner, attributes);
    const back = this.addLink(to, from, [...inner].reverse(), attributes);
    this.links[forth] = { ...this.links[forth], reverse: back };
    this.links[back] = { ...this.links[back], reverse: forth };
  }

  addRamp(from: number, to: number, inner: readonly Point[], attributes: RowAttributes): void {
    this.addLink(from, to, inner, { ...attributes, flags: (attributes.flags ?? 0) | LINK_FLAG.ramp });
  }

  signal(node: number): void {
    this.signals.add(node);
  }

  rows(): { nodes: RawNode[]; links: RawLink[] } {
    return {
      nodes: this.nodes.map((node, i) => (this.signals.has(i) ? { ...node, signals: true } : node)),
      links: this.links,
    };
  }
}
