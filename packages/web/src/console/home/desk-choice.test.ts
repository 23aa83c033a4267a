import { describe, expect, it } from 'vitest';
import { moved, placedBy, textOf } from './desk-choice.ts';

const FIRST = [
  { id: 'map', isShown: true },
  { id: 'desk/waiting', isShown: true },
  { id: 'sources/health', isShown: false },
];

describe('the cards of a desk', () => {
  it('lie as they do at first until somebody moves one', () => {
    expect(placedBy(FIRST, null)).toEqual(FIRST);
  });

  it('come back as they were put', () => {
    const put = moved(FIRST, 'desk/waiting', -1).map((card) => ({ ...card, isShown: card.id !== 'map' }));
    expect(placedBy(FIRST, textOf(put))).toEqual(put);
    expect(put.map(({ id }) => id)).toEqual(['desk/waiting', 'map', 'sources/health']);
  });

  it('that are new lie behind, and those that are gone are gone', () => {
    expect(placedBy(FIRST, '-map\n+gone/card').map(({ id }) => id)).toEqual([
      'map',
      'desk/waiting',
      'sources/health',
    ]);
  });

  it('stay where they are at the ends', () => {
    expect(moved(FIRST, 'map', -1)).toBe(FIRST);
    expect(moved(FIRST, 'sources/health', 1)).toBe(FIRST);
  });
});
