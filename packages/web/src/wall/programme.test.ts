import { describe, expect, it } from 'vitest';
import { programmeOf, SCENE_NAMES } from './programme.ts';

describe('the programme of the wall', () => {
  it('is every scene for half a minute, dark, until the address says otherwise', () => {
    expect(programmeOf('')).toEqual({ scenes: SCENE_NAMES, every_ms: 30_000, theme: 'dark' });
  });

  it('takes scenes, their order, the interval and the theme from the address', () => {
    expect(programmeOf('?scenes=sources,city&every=45&theme=light')).toEqual({
      scenes: ['sources', 'city'],
      every_ms: 45_000,
      theme: 'light',
    });
  });

  it('leaves out what it does not know and what is named twice', () => {
    expect(programmeOf('?scenes=day,weather,day').scenes).toEqual(['day']);
    expect(programmeOf('?scenes=weather').scenes).toEqual(SCENE_NAMES);
  });

  it.each([
    ['0', 5],
    ['1', 5],
    ['-5', 5],
    ['1e9', 3600],
    ['often', 30],
    ['Infinity', 30],
  ])('shows each scene long enough to be read: every=%s', (every, seconds) => {
    const { every_ms } = programmeOf(`?every=${every}`);
    expect(every_ms).toBe(1000 * seconds);
  });
});
