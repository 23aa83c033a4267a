import type { City, PastColumn } from '../city.ts';
import { linkPast } from './link-past.ts';
import { LINKS, type Measure, SLOT_S } from './measure.ts';

/** States from which on a link counts as bad: 4 moderate, 5 severe congestion (GB/T 33171). */
const BAD_STATE = 4;

/** Counts bad links by group. @param isBad of a link */
function countBad({ groupings }: City, column: Float32Array, isBad: (link: number) => boolean): void {
  let subject = 0;
  for (const { groups, links } of groupings)
    for (let i = 0; i < groups.length; i++, subject++) {
      let count = 0;
      for (let at = links.offset[i]; at < links.offset[i + 1]; at++) if (isBad(links.items[at])) count++;
      column[subject] = count;
    }
}

async function* past(city: City, size: number, from_ms: number, to_ms: number): AsyncGenerator<PastColumn> {
  const free_kmh = city.freeFlow_kmh();
  const states = linkPast(city, from_ms, to_ms, (speed_kmh, link) => city.stateOf(speed_kmh, free_kmh[link]));
  for await (const { at_ms, column: state } of states) {
    const column = new Float32Array(size);
    countBad(city, column, (link) => state[link] >= BAD_STATE);
    yield { at_ms, column };
  }
}

/** How many links of a group are congested. */
export const badLinks: Measure = {
  code: 'bad_links',
  name: { zh: '拥堵路段数', en: 'Congested links' },
  unit: LINKS,
  space: 'group',
  bad: 'above',
  ...{ min: 1, max: 100_000, past_step_s: SLOT_S },
  read(city, _space, _now_ms, column) {
    const states = city.states();
    if (states) countBad(city, column, (link) => states.state[link] >= BAD_STATE);
  },
  past: (city, space, _members, from_ms, to_ms) => past(city, space.size(), from_ms, to_ms),
};
