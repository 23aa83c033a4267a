import type { RoadNetwork } from '../network/index.ts';
import type { Plane } from './plane.ts';

/** Least side of a cell, m: a third of a usual search radius, so that little beyond the radius is read. */
const LEAST_CELL_M = 32;
/** Most cells, 128 MiB: 185 km squared at the least side. A country, or a stray node far off, has larger ones. */
const MOST_CELLS = 2 ** 25;
/**
 * Places that one search can hold; a denser spot keeps the first found, which are complete rows of cells from the south.
 * In Porto 512 m about, the farthest that is looked, reach 542 at most (256 would cut off the north in every sixth place).
 */
const CAPACITY = 1024;
/**
 * Numbers of a straight piece as they stand in a cell: start x and y, dx, dy, 1 / (dx² + dy²); its start along its link
 * and its length there, m; its course; its link and group, whole.
 */
const STRIDE = 10;
const [START, SPAN, COURSE, LINK, GROUP] = [5, 6, 7, 8, 9];
/** Places of the table of groups that were found, a power of two above the capacity. */
const TABLE = 2048;
const TABLE_BITS = 11;
/** 2^32 over the golden ratio. */
const SPREAD = 0x9e3779b1;

/**
 * Finds the links near a point: straight pieces of links in the cells of a uniform grid (CSR), all in typed arrays.
 * A grid rather than an R-tree because pieces are short against a cell and evenly spread, and because a row of cells is
 * one run of memory: all that is known of a piece stands in each of its cells again, because what a search costs are
 * reads from other places. Results stand in the `found_…` columns until the next search: no allocation.
 */
export class SegmentGrid {
  /** Results of the last search: one row for each group of links in reach, its nearest place. */
  readonly found_link = new Uint32Array(CAPACITY);
  /** Metres from the start of the link, by the link's published length. */
  readonly found_offset_m = new Float32Array(CAPACITY);
  readonly found_distance_m = new Float32Array(CAPACITY);
  /** Course of the link at the place, degrees clockwise from north, 0–360. */
  readonly found_course_deg = new Float32Array(CAPACITY);
  /** The place itself on the plane, m. */
  readonly found_x = new Float32Array(CAPACITY);
  readonly found_y = new Float32Array(CAPACITY);
  /** While a search runs: entry, and share of its piece's length. */
  readonly #found_entry = new Uint32Array(CAPACITY);
  readonly #found_share = new Float64Array(CAPACITY);
  readonly #found_2 = new Float64Array(CAPACITY);
  /** Hash table of the groups found: group and row, valid while their stamp is the search's. */
  readonly #table_group = new Uint32Array(TABLE);
  readonly #table_row = new Uint16Array(TABLE);
  readonly #table_stamp = new Uint32Array(TABLE);

  readonly #min_x: number;
  readonly #min_y: number;
  readonly #cell_m: number;
  readonly #columns: number;
  readonly #rows: number;
  /** By cell: where its entries begin; by entry: {@link STRIDE} numbers, and the same bytes as whole numbers. */
  readonly #cell_offset: Uint32Array;
  readonly #entry: Float32Array;
  readonly #entry_whole: Uint32Array;
  #search = 0;
  #count = 0;

  /**
   * @param group_of group of each link, from 0: of the links of a group only the nearest is found; without it each link
   *   is a group of its own.
   * @param most_cells bound of the cells; where they would be more they are made larger.
   */
  constructor(network: RoadNetwork, plane: Plane, group_of?: Uint32Array, most_cells = MOST_CELLS) {
    const pieces = piecesOf(network, plane);
    const { min_x, min_y, cell_m, columns, rows } = extentOf(pieces, most_cells);
    this.#min_x = min_x;
    this.#min_y = min_y;
    this.#cell_m = cell_m;
    this.#columns = columns;
    this.#rows = rows;
    this.#cell_offset = new Uint32Array(this.#columns * this.#rows + 1);
    this.#eachCell(pieces, (cell) => {
      this.#cell_offset[cell + 1]++;
    });
    for (let cell = 0; cell + 1 < this.#cell_offset.length; cell++)
      this.#cell_offset[cell + 1] += this.#cell_offset[cell];
    const entries = this.#cell_offset[this.#cell_offset.length - 1];
    this.#entry = new Float32Array(entries * STRIDE);
    this.#entry_whole = new Uint32Array(this.#entry.buffer);
    this.#fill(pieces, group_of);
  }

  /**
   * Groups of links within `radius_m` of a place on the plane.
   * @returns how many rows of the `found_…` columns hold a result.
   */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop of the matcher's hot path, over columns
  search(x: number, y: number, radius_m: number): number {
    this.#nextSearch();
    const columns = this.#columns;
    const cell_m = this.#cell_m;
    const entry = this.#entry;
    const found_2 = this.#found_2;
    const east_m = x - this.#min_x;
    const south = Math.max(0, Math.floor((y - radius_m - this.#min_y) / cell_m));
    const north = Math.min(this.#rows - 1, Math.floor((y + radius_m - this.#min_y) / cell_m));
    const radius_2 = radius_m * radius_m;
    for (let row = south; row <= north; row++) {
      // The circle is narrower in the rows at its top and bottom.
      const row_y = this.#min_y + row * cell_m;
      const off_row_m = Math.max(0, row_y - y, y - row_y - cell_m);
      const half_m = Math.sqrt(Math.max(0, radius_2 - off_row_m * off_row_m));
      const west = Math.max(0, Math.floor((east_m - half_m) / cell_m));
      const east = Math.min(columns - 1, Math.floor((east_m + half_m) / cell_m));
      if (west > east) continue;
      const end = this.#cell_offset[row * columns + east + 1] * STRIDE;
      for (let at = this.#cell_offset[row * columns + west] * STRIDE; at < end; at += STRIDE) {
        const from_x = x - entry[at];
        const from_y = y - entry[at + 1];
        const dx = entry[at + 2];
        const dy = entry[at + 3];
        let share = (from_x * dx + from_y * dy) * entry[at + 4];
        share = share > 0 ? Math.min(share, 1) : 0;
        const off_x = from_x - share * dx;
        const off_y = from_y - share * dy;
        const distance_2 = off_x * off_x + off_y * off_y;
        // Not within: also when a place is not a number.
        if (!(distance_2 <= radius_2)) continue;
        const found = this.#rowOf(this.#entry_whole[at + GROUP]);
        if (found < 0 || found_2[found] <= distance_2) continue;
        found_2[found] = distance_2;
        this.#found_entry[found] = at;
        this.#found_share[found] = share;
        this.found_x[found] = x - off_x;
        this.found_y[found] = y - off_y;
      }
    }
    for (let found = 0; found < this.#count; found++) this.#finish(found);
    return this.#count;
  }

  #nextSearch(): void {
    this.#count = 0;
    this.#search = (this.#search + 1) >>> 0;
    if (this.#search > 0) return;
    // After 2^32 searches, a day of a busy city, old stamps would be taken for new ones.
    this.#table_stamp.fill(0);
    this.#search = 1;
  }

  /** The row of a group, a new one when it was not found before; -1 when there is no room. */
  #rowOf(group: number): number {
    const stamps = this.#table_stamp;
    let at = Math.imul(group, SPREAD) >>> (32 - TABLE_BITS);
    for (; stamps[at] === this.#search; at = (at + 1) & (TABLE - 1))
      if (this.#table_group[at] === group) return this.#table_row[at];
    if (this.#count === CAPACITY) return -1;
    stamps[at] = this.#search;
    this.#table_group[at] = group;
    this.#table_row[at] = this.#count;
    this.#found_2[this.#count] = Number.POSITIVE_INFINITY;
    return this.#count++;
  }

  #finish(found: number): void {
    const entry = this.#entry;
    const at = this.#found_entry[found];
    this.found_link[found] = this.#entry_whole[at + LINK];
    this.found_offset_m[found] = entry[at + START] + this.#found_share[found] * entry[at + SPAN];
    this.found_distance_m[found] = Math.sqrt(this.#found_2[found]);
    this.found_course_deg[found] = entry[at + COURSE];
  }

  #fill(pieces: Pieces, group_of: Uint32Array | undefined): void {
    const { x, y, dx, dy, link, start_m, span_m, course_deg } = pieces;
    const next = this.#cell_offset.slice();
    this.#eachCell(pieces, (cell, piece) => {
      const at = next[cell]++ * STRIDE;
      const span_2 = dx[piece] * dx[piece] + dy[piece] * dy[piece];
      const per_span_2 = span_2 > 0 ? 1 / span_2 : 0;
      this.#entry.set([x[piece], y[piece], dx[piece], dy[piece], per_span_2], at);
      this.#entry.set([start_m[piece], span_m[piece], course_deg[piece]], at + START);
      this.#entry_whole[at + LINK] = link[piece];
      this.#entry_whole[at + GROUP] = group_of === undefined ? link[piece] : group_of[link[piece]];
    });
  }

  /** Visits the cells that each piece runs through, with a metre to spare. */
  #eachCell({ x, y, dx, dy }: Lines, visit: (cell: number, piece: number) => void): void {
    const cell_m = this.#cell_m;
    for (let piece = 0; piece < x.length; piece++) {
      const from_y = y[piece] - this.#min_y;
      const to_y = from_y + dy[piece];
      const first = cellOf(Math.min(from_y, to_y) - 1, this.#rows, cell_m);
      const last = cellOf(Math.max(from_y, to_y) + 1, this.#rows, cell_m);
      for (let row = first; row <= last; row++) {
        const at_x = x[piece] - this.#min_x;
        const enter = shareAt(row * cell_m - 1, from_y, dy[piece], 0);
        const leave = shareAt((row + 1) * cell_m + 1, from_y, dy[piece], 1);
        const a = at_x + enter * dx[piece];
        const b = at_x + leave * dx[piece];
        const east = cellOf(Math.max(a, b) + 1, this.#columns, cell_m);
        for (let column = cellOf(Math.min(a, b) - 1, this.#columns, cell_m); column <= east; column++)
          visit(row * this.#columns + column, piece);
      }
    }
  }
}

/** Straight lines on the plane: start and extent, m. */
interface Lines {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
}

/** The straight pieces of all links. */
interface Pieces extends Lines {
  readonly link: Uint32Array;
  readonly start_m: Float32Array;
  readonly span_m: Float32Array;
  readonly course_deg: Float32Array;
}

function piecesOf(network: RoadNetwork, plane: Plane): Pieces {
  const { link_count, shape_offset, shape_lon, shape_lat, link_length_m } = network;
  const closed = (link: number) => network.link_users[link] === 0;
  const pieces_of = (link: number) => shape_offset[link + 1] - shape_offset[link] - 1;
  let count = 0;
  for (let link = 0; link < link_count; link++) if (!closed(link)) count += pieces_of(link);
  const column = () => new Float32Array(count);
  const [x, y, dx, dy] = [column(), column(), column(), column()];
  const [start_m, span_m, course_deg] = [column(), column(), column()];
  const link_of = new Uint32Array(count);
  let piece = 0;
  for (let link = 0; link < link_count; link++) {
    if (closed(link)) continue;
    const first = piece;
    let along = 0;
    for (let p = shape_offset[link]; p + 1 < shape_offset[link + 1]; p++) {
      x[piece] = (shape_lon[p] - plane.lon0) * plane.lon_m;
      y[piece] = (shape_lat[p] - plane.lat0) * plane.lat_m;
      dx[piece] = (shape_lon[p + 1] - shape_lon[p]) * plane.lon_m;
      dy[piece] = (shape_lat[p + 1] - shape_lat[p]) * plane.lat_m;
      const span = Math.sqrt(dx[piece] * dx[piece] + dy[piece] * dy[piece]);
      link_of[piece] = link;
      start_m[piece] = along;
      span_m[piece] = span;
      course_deg[piece] = courseOf(dx[piece], dy[piece]);
      along += span;
      piece++;
    }
    const factor = along > 0 ? link_length_m[link] / along : 0;
    for (let at = first; at < piece; at++) {
      start_m[at] *= factor;
      span_m[at] *= factor;
    }
  }
  return { x, y, dx, dy, link: link_of, start_m, span_m, course_deg };
}

/** Where the grid begins, and its cells: as small as `most_cells` allow. */
function extentOf({ x, y, dx, dy }: Lines, most_cells: number) {
  let [min_x, min_y, max_x, max_y] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let piece = 0; piece < x.length; piece++) {
    min_x = Math.min(min_x, x[piece], x[piece] + dx[piece]);
    max_x = Math.max(max_x, x[piece], x[piece] + dx[piece]);
    min_y = Math.min(min_y, y[piece], y[piece] + dy[piece]);
    max_y = Math.max(max_y, y[piece], y[piece] + dy[piece]);
  }
  let cell_m = LEAST_CELL_M;
  const cells = (span: number) => Math.max(1, Math.floor(span / cell_m) + 1);
  while (cells(max_x - min_x) * cells(max_y - min_y) > most_cells) cell_m *= 2;
  return { min_x, min_y, cell_m, columns: cells(max_x - min_x), rows: cells(max_y - min_y) };
}

/** The cell of a place along an axis of `count` cells. */
function cellOf(at_m: number, count: number, cell_m: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(at_m / cell_m)));
}

/** Share of a line's length at which it crosses `border_m` on an axis, within the line; `level` for one that never does. */
function shareAt(border_m: number, from_m: number, extent_m: number, level: number): number {
  if (extent_m === 0) return level;
  return Math.min(1, Math.max(0, (border_m - from_m) / extent_m));
}

function courseOf(dx: number, dy: number): number {
  return ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360;
}
