import { LINK_FLAG } from '@opentocc/core/network';
import { describe, expect, it } from 'vitest';
import { type RoadTags, readRoad, speedOf_kmh } from './osm-tags.ts';

const road = (tags: Record<string, string>) => readRoad({ highway: 'residential', ...tags }) as RoadTags;

describe('speed limits', () => {
  it.each([
    ['50', 50],
    ['30 mph', 48],
    ['10 knots', 19],
    ['80 km/h', 80],
    ['PT:urban', null],
    ['none', null],
    ['walk', null],
    ['5000', null],
    [undefined, null],
  ])('%s is %s', (text, speed) => {
    expect(speedOf_kmh(text)).toBe(speed);
  });

  it('may differ by direction', () => {
    const { limit_forward_kmh, limit_backward_kmh } = road({ maxspeed: '50', 'maxspeed:backward': '30' });
    expect([limit_forward_kmh, limit_backward_kmh]).toEqual([50, 30]);
  });
});

describe('directions', () => {
  it.each([
    [{ oneway: 'yes' }, true, false],
    [{ oneway: '-1' }, false, true],
    [{ oneway: 'no', junction: 'roundabout' }, true, true],
    [{ junction: 'roundabout' }, true, false],
    [{ highway: 'motorway' }, true, false],
    [{ highway: 'motorway', oneway: 'no' }, true, true],
    [{}, true, true],
  ])('%j is driven forward %s, backward %s', (tags, forward, backward) => {
    const { users_forward, users_backward } = road(tags as unknown as Record<string, string>);
    expect([users_forward !== 0, users_backward !== 0]).toEqual([forward, backward]);
  });
});

describe('roads for cars', () => {
  it.each([
    [{ highway: 'footway' }, 'not_a_road_for_cars'],
    [{ highway: 'service' }, 'service_road'],
    [{ highway: 'primary', access: 'no' }, 'no_access'],
    [{ highway: 'primary', motor_vehicle: 'no', access: 'yes' }, 'no_access'],
    [{ highway: 'residential', area: 'yes' }, 'area'],
  ])('%j is left out: %s', (tags, reason) => {
    expect(readRoad(tags as unknown as Record<string, string>)).toBe(reason);
  });

  it('lets the narrowest access key decide', () => {
    expect(road({ access: 'no', motorcar: 'yes' }).class).toBe('local');
  });

  it('marks ramps and roads for residents', () => {
    const { flags, class: link_class } = road({
      highway: 'trunk_link',
      access: 'destination',
      tunnel: 'yes',
    });
    expect(link_class).toBe('expressway');
    expect(flags).toBe(LINK_FLAG.ramp | LINK_FLAG.no_through | LINK_FLAG.tunnel);
  });

  it('gives the odd lane of a two-way road to the forward direction', () => {
    const { lanes_forward, lanes_backward } = road({ lanes: '3' });
    expect([lanes_forward, lanes_backward]).toEqual([2, 1]);
  });
});
