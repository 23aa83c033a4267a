import { describe, expect, it } from 'vitest';
import { mapPlaceOf, mapSearchIn, mapSearchOf } from './map-address.ts';

describe('the address of the map', () => {
  it('says where the map looks, which layers it lacks and what is chosen, and comes back the same', () => {
    const search = {
      at: '114.05790,22.54310,12.50',
      without: 'places,vehicles',
      chosen: 'link:4711',
      t: '2026-11-27T08:05:00',
    };
    const place = mapPlaceOf(mapSearchIn(search));
    expect(place).toEqual({
      view: { center: [114.0579, 22.5431], zoom: 12.5 },
      hidden: new Set(['vehicles', 'places']),
      choice: { kind: 'link', id: 4711 },
      replayed_ms: Date.parse('2026-11-27T00:05:00Z'),
    });
    expect(place && mapSearchOf(place)).toEqual(search);
  });

  it('says nothing where nothing is chosen, so that the map stays as it was', () => {
    expect(mapPlaceOf(mapSearchIn({}))).toBeNull();
    expect(mapSearchOf({ view: null, hidden: new Set(), choice: null, replayed_ms: null })).toEqual({});
  });

  it('leaves out what makes no sense', () => {
    expect(mapSearchIn({ at: 'here', chosen: 'lane:1', without: 7, t: 'yesterday' })).toEqual({});
  });

  it('has a road by its key; its links are asked for', () => {
    const choice = { kind: 'road', key: '440304/深南大道', links: [1, 2] } as const;
    const search = mapSearchOf({ view: null, hidden: new Set(), choice, replayed_ms: null });
    expect(search).toEqual({ chosen: 'road:440304/深南大道' });
    expect(mapPlaceOf(mapSearchIn({ ...search }))?.choice).toEqual({ ...choice, links: [] });
  });
});
