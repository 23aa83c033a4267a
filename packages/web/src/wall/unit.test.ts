import { describe, expect, it } from 'vitest';
import { isWide, unitOf } from './unit.ts';

describe('the unit of the wall', () => {
  it.each([
    [1366, 768, 12.8],
    [1920, 1080, 18],
    [3840, 1080, 18],
    [3840, 2160, 36],
    [7680, 2160, 36],
  ])('is a sixtieth of the height at %i × %i', (width, height, px) => {
    expect(unitOf(width, height)).toBe(px);
  });

  it('is less where the width would not hold the columns, and never unreadable', () => {
    expect(unitOf(1400, 1080)).toBe(14);
    expect(unitOf(640, 480)).toBe(12);
  });

  it('has room for more columns from three to one', () => {
    expect([isWide(3840, 1080), isWide(7680, 2160), isWide(3840, 2160), isWide(2560, 1080)]).toEqual([
      ...[true, true],
      ...[false, false],
    ]);
  });
});
