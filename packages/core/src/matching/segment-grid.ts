import type { RoadNetwork } from '../network/index.ts';
import type { Plane } from './plane.ts';

/** Side of a cell, m: about the search radius, so that a search reads four to nine cells. */
const CELL_M = 64;
/** Places that one search can hold; a denser spot keeps the first found, which are complete cells. */
const CAPACITY = 256;

/**
 * Finds the links near a point: straight pieces of links in the cells of a uniform grid (CSR), all in typed arrays.
 * A grid rather than an R-tree because pieces are short against a cell and evenly spread, and because a row of cells is
 * one run of memory. Results stand in the `found_…` columns until the next search: no allocation.
 */
export class SegmentGrid {
  /** Results of the last search: one row for each link in reach, its nearest place. */
  readonly found_link = new Uint32Array(CAPACITY);
  /** Metres from the start of the link, by the link's published length. */
  readonly found_offset_m = new Float32Array(CAPACITY);
  readonly found_distance_m = new Float32Array(CAPACITY);
  /** Course of the link at the place, degrees clockwise from north, 0–360. */
  readonly found_course_deg = new Float32Array(CAPACITY);
  /** The place itself on the plane, m. */
  readonly found_x = new Float32Array(CAPACITY);
  readonly found_y = new Float32Array(CAPACITY);

  readonly #min_x: number;
  readonly #min_y: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #cell_offset: Uint32Array;
  readonly #cell_piece: Uint32Array;
  readonly #x: Float32Array;
  readonly #y: Float32Array;
  readonly #dx: Float32Array;
  readonly #dy: Float32Array;
  readonly #link: Uint32Array;
  /** Offset of the piece's start along its link and its length there, m. */
  readonly #start_m: Float32Array;
  readonly #span_m: Float32Array;
  readonly #course_deg: Float32Array;
  /** Row of each link in the last search, valid while its stamp is the search's. */
  readonly #row: Uint16Array;
  readonly #stamp: Uint32Array;
  #search = 0;

  constructor(network: RoadNetwork, plane: Plane) {
    const { link_count, shape_offset, shape_lon, shape_lat, link_length_m } = network;
    const pieces = shape_offset[link_count] - link_count;
    this.#x = new Float32Array(pieces);
    this.#y = new Float32Array(pieces);
    this.#dx = new Float32Array(pieces);
    this.#dy = new Float32Array(pieces);
    this.#link = new Uint32Array(pieces);
    this.#start_m = new Float32Array(pieces);
    this.#span_m = new Float32Array(pieces);
    this.#course_deg = new Float32Array(pieces);
    this.#row = new Uint16Array(link_count);
    this.#stamp = new Uint32Array(link_count);
    let piece = 0;
    for (let link = 0; link < link_count; link++) {
      const first = piece;
      let along = 0;
      for (let p = shape_offset[link]; p + 1 < shape_offset[link + 1]; p++) {
        const x = (shape_lon[p] - plane.lon0) * plane.lon_m;
        const y = (shape_lat[p] - plane.lat0) * plane.lat_m;
        const dx = (shape_lon[p + 1] - plane.lon0) * plane.lon_m - x;
        const dy = (shape_lat[p + 1] - plane.lat0) * plane.lat_m - y;
        const span = Math.hypot(dx, dy);
        this.#x[piece] = x;
        this.#y[piece] = y;
        this.#dx[piece] = dx;
        this.#dy[piece] = dy;
        this.#link[piece] = link;
        this.#start_m[piece] = along;
        this.#span_m[piece] = span;
        this.#course_deg[piece] = courseOf(dx, dy);
        along += span;
        piece++;
      }
      this.#scale(first, piece, along > 0 ? link_length_m[link] / along : 0);
    }
    [this.#min_x, this.#min_y, this.#columns, this.#rows] = this.#extent();
    [this.#cell_offset, this.#cell_piece] = this.#fill();
  }

  /**
   * Links within `radius_m` of a place on the plane.
   * @returns how many rows of the `found_…` columns hold a result.
   */
  search(x: number, y: number, radius_m: number): number {
    const stamp = ++this.#search;
    const west = Math.max(0, Math.floor((x - radius_m - this.#min_x) / CELL_M));
    const east = Math.min(this.#columns - 1, Math.floor((x + radius_m - this.#min_x) / CELL_M));
    const south = Math.max(0, Math.floor((y - radius_m - this.#min_y) / CELL_M));
    const north = Math.min(this.#rows - 1, Math.floor((y + radius_m - this.#min_y) / CELL_M));
    const radius_2 = radius_m * radius_m;
    let count = 0;
    for (let row = south; row <= north; row++)
      for (
        let i = this.#cell_offset[row * this.#columns + west],
          end = this.#cell_offset[row * this.#columns + east + 1];
        i < end;
        i++
      ) {
        const piece = this.#cell_piece[i];
        const from_x = x - this.#x[piece];
        const from_y = y - this.#y[piece];
        const dx = this.#dx[piece];
        const dy = this.#dy[piece];
        const span_2 = dx * dx + dy * dy;
        let t = span_2 > 0 ? (from_x * dx + from_y * dy) / span_2 : 0;
        t = t < 0 ? 0 : Math.min(t, 1);
        const off_x = from_x - t * dx;
        const off_y = from_y - t * dy;
        const distance_2 = off_x * off_x + off_y * off_y;
        if (distance_2 > radius_2) continue;
        const link = this.#link[piece];
        const known = this.#stamp[link] === stamp;
        if (!known && count === CAPACITY) continue;
        const at = known ? this.#row[link] : count++;
        const distance_m = Math.sqrt(distance_2);
        if (known && this.found_distance_m[at] <= distance_m) continue;
        this.#stamp[link] = stamp;
        this.#row[link] = at;
        this.found_link[at] = link;
        this.found_offset_m[at] = this.#start_m[piece] + t * this.#span_m[piece];
        this.found_distance_m[at] = distance_m;
        this.found_course_deg[at] = this.#course_deg[piece];
        this.found_x[at] = x - off_x;
        this.found_y[at] = y - off_y;
      }
    return count;
  }

  #scale(first: number, end: number, factor: number): void {
    for (let piece = first; piece < end; piece++) {
      this.#start_m[piece] *= factor;
      this.#span_m[piece] *= factor;
    }
  }

  #extent(): [min_x: number, min_y: number, columns: number, rows: number] {
    let [min_x, min_y, max_x, max_y] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let piece = 0; piece < this.#x.length; piece++) {
      min_x = Math.min(min_x, this.#x[piece], this.#x[piece] + this.#dx[piece]);
      max_x = Math.max(max_x, this.#x[piece], this.#x[piece] + this.#dx[piece]);
      min_y = Math.min(min_y, this.#y[piece], this.#y[piece] + this.#dy[piece]);
      max_y = Math.max(max_y, this.#y[piece], this.#y[piece] + this.#dy[piece]);
    }
    const cells = (span: number) => Math.max(1, Math.floor(span / CELL_M) + 1);
    return [min_x, min_y, cells(max_x - min_x), cells(max_y - min_y)];
  }

  /** Puts each piece into all cells of its box: counting pass, then filling pass. */
  #fill(): [offset: Uint32Array, piece: Uint32Array] {
    const offset = new Uint32Array(this.#columns * this.#rows + 1);
    this.#eachCell((cell) => {
      offset[cell + 1]++;
    });
    for (let cell = 0; cell + 1 < offset.length; cell++) offset[cell + 1] += offset[cell];
    const next = offset.slice();
    const pieces = new Uint32Array(offset[offset.length - 1]);
    this.#eachCell((cell, piece) => {
      pieces[next[cell]++] = piece;
    });
    return [offset, pieces];
  }

  #eachCell(visit: (cell: number, piece: number) => void): void {
    for (let piece = 0; piece < this.#x.length; piece++) {
      const [x, y] = [this.#x[piece] - this.#min_x, this.#y[piece] - this.#min_y];
      const [to_x, to_y] = [x + this.#dx[piece], y + this.#dy[piece]];
      const east = Math.min(this.#columns - 1, Math.floor(Math.max(x, to_x) / CELL_M));
      const north = Math.min(this.#rows - 1, Math.floor(Math.max(y, to_y) / CELL_M));
      for (let row = Math.max(0, Math.floor(Math.min(y, to_y) / CELL_M)); row <= north; row++)
        for (let column = Math.max(0, Math.floor(Math.min(x, to_x) / CELL_M)); column <= east; column++)
          visit(row * this.#columns + column, piece);
    }
  }
}

function courseOf(dx: number, dy: number): number {
  return ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360;
}
