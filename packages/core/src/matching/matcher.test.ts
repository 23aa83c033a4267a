import { type TextNetwork, textNetwork } from '@opentocc/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matcher, type MatcherOptions, type TravelSink } from './index.ts';

const START_MS = Date.UTC(2026, 10, 23, 0);
const UNBOUNDED = { window: 255, max_delay_ms: Number.POSITIVE_INFINITY };

/** The travel emitted for the first vehicle. */
class Emitted implements TravelSink {
  readonly links: number[] = [];
  readonly pieces: { link: number; from_m: number; to_m: number; enter_ms: number; exit_ms: number }[] = [];
  stood_ms = 0;
  interruptions = 0;

  travel(slot: number, link: number, from_m: number, to_m: number, enter_ms: number, exit_ms: number): void {
    if (slot !== 0) return;
    this.pieces.push({ link, from_m, to_m, enter_ms, exit_ms });
    if (this.links.at(-1) !== link) this.links.push(link);
  }

  stand(slot: number, _link: number, _at_m: number, from_ms: number, to_ms: number): void {
    if (slot === 0) this.stood_ms += to_ms - from_ms;
  }

  interrupt(slot: number): void {
    if (slot === 0) this.interruptions++;
  }
}

/** A fix on a drawing: metres east and south of junction A, seconds after the start. */
type Fix = readonly [east_m: number, south_m: number, at_s: number, course_deg?: number, error_m?: number];

interface City extends TextNetwork {
  readonly matcher: Matcher;
  readonly emitted: Emitted;
  push(...fixes: readonly Fix[]): string[];
}

function city(text: string, options?: Partial<MatcherOptions>): City {
  const drawn = textNetwork(text);
  const emitted = new Emitted();
  const matcher = new Matcher(drawn.network, emitted, options);
  const a = drawn.node('A');
  const push = (...fixes: readonly Fix[]) =>
    fixes.map(([east_m, south_m, at_s, course_deg, error_m]) =>
      matcher.push(
        0,
        {
          at_ms: START_MS + at_s * 1000,
          lon: drawn.network.node_lon[a] + east_m / matcher.plane.lon_m,
          lat: drawn.network.node_lat[a] - south_m / matcher.plane.lat_m,
          speed_kmh: course_deg === undefined ? Number.NaN : 40,
          course_deg: course_deg ?? Number.NaN,
        },
        error_m,
      ),
    );
  return { ...drawn, matcher, emitted, push };
}

function drive(text: string, ...fixes: readonly Fix[]): string {
  const { push, matcher, emitted, letters } = city(text);
  push(...fixes);
  matcher.finish(0);
  return letters(emitted.links);
}

describe('the path', () => {
  test('runs through junctions that no fix was near', () => {
    expect(drive('A--B--C', [50, 4, 0], [550, -4, 40])).toBe('ABC');
  });

  test('keeps to the road it came by when another runs beside it', () => {
    const text = `
      A----B
      |    |
      C----D
    `;
    expect(drive(text, [50, 3, 0, 90], [200, 40, 10, 90], [300, 45, 20, 90], [450, 5, 30, 90])).toBe('AB');
  });

  test('takes the ramp only when later fixes lie on it', () => {
    const text = `
      A--B>>>>>>C
         v
         D>>>>>>E
    `;
    expect(drive(text, [100, 0, 0, 90], [320, 20, 20, 120], [600, 192, 60, 90])).toBe('ABDE');
    expect(drive(text, [100, 0, 0, 90], [320, 20, 20, 120], [600, 8, 40, 90])).toBe('ABC');
  });

  test('never runs against a one-way street', () => {
    const text = `
      A<<<<B
      |    |
      C----D
    `;
    expect(drive(text, [0, 30, 0], [60, 10, 20], [500, 30, 90], [500, 60, 110])).not.toContain('AB');
  });

  test('obeys a ban to turn', () => {
    const text = `
      A--B--C
         |
         D--E
         |  |
         F--G

      no ABD
    `;
    const path = drive(text, [100, 0, 0, 90], [300, 60, 30]);
    expect(path).not.toContain('ABD');
  });

  test('turns round where the vehicle does', () => {
    expect(drive('A----B', [100, 0, 0, 90], [400, 0, 30, 90], [200, 0, 80, 270], [50, 0, 100, 270])).toBe(
      'ABA',
    );
  });

  test('does not go round the block because a fix falls a little back', () => {
    const text = `
      A----B
      ^    v
      C<<<<D
    `;
    const fixes: Fix[] = Array.from({ length: 40 }, (_, i) => [100 + 5 * i - (i % 2) * 14, 0, 2 * i]);
    const { push, matcher, emitted, letters } = city(text);
    push(...fixes);
    matcher.finish(0);
    expect(letters(emitted.links)).toBe('AB');
    expect(emitted.pieces.reduce((sum, { from_m, to_m }) => sum + to_m - from_m, 0)).toBeLessThan(220);
  });

  test('goes on over a fix that lies nowhere', () => {
    expect(drive('A--------B', [100, 0, 0], [300, 700, 20], [500, 0, 40])).toBe('AB');
  });

  test('breaks off over a long gap, and where several fixes lie on a road that none leads to', () => {
    const text = `
      A-----------B
      C-----------D
    `;
    const { push, matcher, emitted, letters } = city(text, { max_gap_ms: 120_000, wide_m: 60 });
    push([100, 0, 0], [200, 0, 10], [400, 0, 300]);
    expect(emitted.interruptions).toBe(1);
    push([500, 100, 310], [600, 100, 320], [700, 100, 330], [800, 100, 340]);
    expect(emitted.interruptions).toBe(2);
    matcher.finish(0);
    expect(letters(emitted.links)).toBe('ABCD');
  });

  const BESIDE = `
    A--------------------B
    C--------------------D
  `;

  test('goes on where a vehicle drives whose fixes lie away from its road for long', () => {
    const { push, matcher, emitted, letters } = city(BESIDE);
    const fixes = Array.from(
      { length: 17 },
      (_, i): Fix => [100 + 100 * i, i < 4 || i > 12 ? 0 : -120, 10 * i],
    );
    push(...fixes);
    matcher.finish(0);
    expect(letters(emitted.links)).toBe('AB');
    expect(emitted.interruptions).toBe(1);
    expect(emitted.pieces.reduce((sum, { from_m, to_m }) => sum + to_m - from_m, 0)).toBeCloseTo(1600, -1);
  });

  test('is emitted as it was followed: nobody turns in the middle of a road that the fixes lie beside', () => {
    const { push, matcher, emitted, letters } = city('A----------B');
    const there = [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1040];
    const east_m = [...there, 980, 900, 800, 700];
    push(...east_m.map((x, i): Fix => [x, i < 7 || i > 12 ? 0 : 120, 10 * i]));
    matcher.finish(0);
    expect(letters(emitted.links)).toBe('ABA');
    expect(emitted.pieces.reduce((sum, { from_m, to_m }) => sum + to_m - from_m, 0)).toBeCloseTo(1400, -1);
  });

  test('is followed by the error of its source: far fixes of a poor receiver lie near', () => {
    for (const [error_m, outcome] of [
      [0, 'unmatched'],
      [30, 'matched'],
    ] as const) {
      const { push, matcher, emitted, letters } = city('A--------------------B', { wide_m: 60 });
      const fixes = Array.from(
        { length: 12 },
        (_, i): Fix => [100 + 100 * i, i % 2 === 0 ? 75 : -75, 10 * i, undefined, error_m],
      );
      expect(new Set(push(...fixes))).toEqual(new Set([outcome]));
      matcher.finish(0);
      expect(letters(emitted.links)).toBe(error_m > 0 ? 'AB' : '');
    }
  });

  test('does not drive where a vehicle stands whose fixes wander far from the road', () => {
    const { push, matcher, emitted } = city(BESIDE);
    const fixes = Array.from(
      { length: 12 },
      (_, i): Fix => [500 + 80 * (i % 2), -90 - 20 * (i % 3), 60 + 10 * i],
    );
    push([400, 0, 0], [500, 0, 20], ...fixes);
    matcher.finish(0);
    expect(emitted.pieces.reduce((sum, { from_m, to_m }) => sum + to_m - from_m, 0)).toBeLessThan(200);
  });
});

describe('times', () => {
  test('join without gap or overlap, and lengths add up to the way driven', () => {
    const { push, matcher, emitted } = city('A--B--C--D');
    push([50, 0, 0], [350, 0, 20], [400, 0, 40], [850, 0, 80]);
    matcher.finish(0);
    for (const [i, piece] of emitted.pieces.entries())
      expect(piece.enter_ms).toBe(i === 0 ? START_MS : emitted.pieces[i - 1].exit_ms);
    expect(emitted.pieces.at(-1)?.exit_ms).toBe(START_MS + 80_000);
    expect(emitted.pieces.reduce((sum, { from_m, to_m }) => sum + to_m - from_m, 0)).toBeCloseTo(800, 0);
  });

  test('of standing are distinguished from driving', () => {
    const { push, matcher, emitted } = city('A----B');
    expect(push([100, 0, 0], [102, 1, 20], [101, 0, 40], [300, 0, 60])).toEqual([
      'matched',
      'prolonged',
      'prolonged',
      'matched',
    ]);
    matcher.finish(0);
    expect(emitted.stood_ms).toBe(40_000);
  });
});

describe('decisions', () => {
  const FIELD = `
    A--B--C--D
    |  |  |  |
    E--F--G--H
    |  |  |  |
    I--J--K--L
  `;

  test('come within the window and the delay', () => {
    const { push, emitted, matcher } = city('A--------------------B', { window: 4, max_delay_ms: 60_000 });
    push(...Array.from({ length: 12 }, (_, i): Fix => [50 + 100 * i, 0, 10 * i]));
    const decided_ms = emitted.pieces.at(-1)?.exit_ms ?? 0;
    expect(START_MS + 110_000 - decided_ms).toBeLessThanOrEqual(40_000);
    matcher.expire(0, START_MS + 200_000);
    expect(emitted.pieces.at(-1)?.exit_ms).toBe(START_MS + 110_000);
  });

  const walk = fc.array(fc.tuple(fc.integer({ min: -40, max: 940 }), fc.integer({ min: -40, max: 640 })), {
    minLength: 2,
    maxLength: 30,
  });
  const fixesOf = (places: readonly (readonly [number, number])[]) =>
    places.map(([x, y], i): Fix => [x, y, 25 * (i + 1)]);

  test('are never revised: what was emitted is the beginning of what is emitted later', () => {
    fc.assert(
      fc.property(walk, (places) => {
        const [live, later] = [city(FIELD), city(FIELD)];
        const fixes = fixesOf(places);
        live.push(...fixes.slice(0, -1));
        const before = [...live.emitted.pieces];
        later.push(...fixes);
        expect(later.emitted.pieces.slice(0, before.length)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test('by agreement are those of the whole track: a delay only matters when it runs out', () => {
    fc.assert(
      fc.property(walk, (places) => {
        const text = FIELD;
        const early = city(text, { ...UNBOUNDED, max_delay_ms: 3_600_000 });
        const batch = city(text, UNBOUNDED);
        for (const one of [early, batch]) {
          one.push(...fixesOf(places));
          one.matcher.finish(0);
        }
        expect(early.emitted.pieces).toEqual(batch.emitted.pieces);
      }),
      { numRuns: 30 },
    );
  });

  test('do not depend on which routing lists are cached', () => {
    fc.assert(
      fc.property(walk, (places) => {
        const [whole, forgetful] = [city(FIELD), city(FIELD, { table_bytes: 0 })];
        for (const one of [whole, forgetful]) {
          one.push(...fixesOf(places));
          one.matcher.finish(0);
        }
        expect(forgetful.emitted.pieces).toEqual(whole.emitted.pieces);
      }),
      { numRuns: 60 },
    );
  });

  test('keep pieces of a path connected, in order of time, and within their links', () => {
    fc.assert(
      fc.property(walk, (places) => {
        const { push, matcher, emitted, network } = city(FIELD);
        push(...fixesOf(places));
        matcher.finish(0);
        for (const { link, from_m, to_m, enter_ms, exit_ms } of emitted.pieces) {
          expect(from_m).toBeGreaterThanOrEqual(0);
          expect(to_m).toBeGreaterThanOrEqual(from_m);
          expect(to_m).toBeLessThanOrEqual(network.link_length_m[link] + 0.01);
          expect(exit_ms).toBeGreaterThanOrEqual(enter_ms);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('of one vehicle do not depend on the others', () => {
    fc.assert(
      fc.property(walk, walk, (mine, others) => {
        const alone = city(FIELD);
        alone.push(...fixesOf(mine));
        const crowded = city(FIELD);
        const { lon0, lat0, lon_m, lat_m } = crowded.matcher.plane;
        fixesOf(mine).forEach((fix, i) => {
          crowded.push(fix);
          const [x, y] = others[i % others.length];
          const at_ms = START_MS + 25_000 * (i + 1);
          const lon = lon0 + x / lon_m;
          const lat = lat0 - y / lat_m;
          const other = { at_ms, lon, lat, speed_kmh: Number.NaN, course_deg: Number.NaN };
          crowded.matcher.push(1 + (i % 90), other, 30);
        });
        const linkNow = ({ matcher }: City) => (matcher.isPlaced(0) ? matcher.linkOf(0) : null);
        expect(linkNow(crowded)).toBe(linkNow(alone));
        expect(crowded.emitted.pieces).toEqual(alone.emitted.pieces);
      }),
      { numRuns: 30 },
    );
  });

  test('hold for any input: nothing throws', () => {
    const anything = fc.double({ min: -1e6, max: 1e6, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(anything, anything, anything, anything)), (rows) => {
        const { matcher, network } = city(FIELD);
        rows.forEach(([x, y, speed_kmh, course_deg], i) => {
          const lon = network.node_lon[0] + x / 1e4;
          const lat = network.node_lat[0] + y / 1e4;
          const fix = { at_ms: i * 10_000, lon, lat, speed_kmh, course_deg };
          matcher.push(0, fix, 25 * Math.floor((i % 9) / 3));
        });
        matcher.finish(0);
      }),
    );
  });
});
