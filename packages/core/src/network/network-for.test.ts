import { textNetwork } from '@opentocc/testkit';
import { describe, expect, test } from 'vitest';
import { createLinkRouter } from '../routing/index.ts';
import { alikeUsers, decodeNetwork, encodeNetwork, networkFor, type RoadUser } from './index.ts';

/** A street of buses B–C beside the way round, and a turn that is banned but for buses. */
const CITY = textNetwork(`
  A-B-C-D
    | |
    E-F

  BC for=bus,taxi
  no EFC for=car,truck
`);

function drive(user: RoadUser, from: string, to: string): string | undefined {
  const network = networkFor(CITY.network, user);
  const cost_s = network.link_length_m.slice();
  const way = createLinkRouter(network).route(CITY.link(from), CITY.link(to), cost_s);
  return way && CITY.letters(way);
}

describe('the network for a road user', () => {
  test.each([
    ['bus', 'ABCD'],
    ['taxi', 'ABCD'],
    ['car', undefined],
  ] as const)('lets a %s drive %s', (user, way) => {
    expect(drive(user, 'AB', 'CD')).toBe(way);
  });

  test('keeps a ban from those whom it excepts', () => {
    expect(drive('bus', 'EF', 'CD')).toBe('EFCD');
    expect(drive('car', 'EF', 'CD')).toBeUndefined();
  });

  test('is closed where the user may not drive, and keeps the numbers of links', () => {
    const { link_users, link_count } = networkFor(CITY.network, 'car');
    expect(link_users[CITY.link('BC')]).toBe(0);
    expect(link_users[CITY.link('AB')]).not.toBe(0);
    expect(link_count).toBe(CITY.network.link_count);
  });

  test('is the network itself in a city where everything is open to everybody', () => {
    const { network } = textNetwork(`
      A-B-C
    `);
    for (const user of ['car', 'bus'] as const) expect(networkFor(network, user)).toBe(network);
    expect(new Set(Object.values(alikeUsers(network)))).toEqual(new Set(['car']));
  });

  test('is shared by users who may drive the same', () => {
    expect(alikeUsers(CITY.network)).toEqual({ car: 'car', taxi: 'taxi', bus: 'taxi', truck: 'car' });
  });

  test('lets only those turn round whom a road ends for', () => {
    const turns = (user: RoadUser) => {
      const { turn_offset, turn_link } = networkFor(CITY.network, user);
      const link = CITY.link('AB');
      return CITY.letters(turn_link.subarray(turn_offset[link], turn_offset[link + 1]));
    };
    expect(turns('car')).toBe('BE');
    expect(textNetworkEnd('car')).toBe('BA');
    expect(textNetworkEnd('bus')).toBe('BC');
  });
});

/** How a street goes on behind which only buses drive. */
function textNetworkEnd(user: RoadUser): string {
  const city = textNetwork(`
    A-B-C

    BC for=bus
  `);
  const { turn_offset, turn_link } = networkFor(city.network, user);
  const link = city.link('AB');
  return city.letters(turn_link.subarray(turn_offset[link], turn_offset[link + 1]));
}

describe('a network file', () => {
  test('keeps who may drive where', () => {
    const read = decodeNetwork(encodeNetwork(CITY.network).buffer);
    expect(read.link_users).toEqual(CITY.network.link_users);
    expect(read.turn_users).toEqual(CITY.network.turn_users);
    expect(read.meta.version).toBe(CITY.network.meta.version);
  });

  test('of an older format is refused with what to do', () => {
    const bytes = encodeNetwork(CITY.network);
    bytes[7] = 1;
    expect(() => decodeNetwork(bytes.buffer)).toThrow(
      'format 1, this version reads 2: import its source again',
    );
  });
});
