import type { CaseLink } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import {
  BUSES,
  DISTRICTS,
  GIVEN_NAMES,
  LINES,
  NIGHT_BUSES,
  placeOf,
  roadsOf,
  STATIONS,
  STOPS,
  SURNAMES,
} from './demo-names.ts';

/** What somebody says, and who and what is in it. */
export interface DemoWords {
  readonly text: string;
  readonly name: string;
  readonly phone: string;
  readonly secret: boolean;
  readonly place: { readonly lon: number; readonly lat: number; readonly text: string } | null;
  readonly plate: string | null;
  readonly links: readonly CaseLink[];
}

const LETTERS = 'ABDEFGHJKLMNPQRSTUVWXYZ';

/** Fills the names of the city into what people say. */
export function createFiller(network: RoadNetwork) {
  const roads = roadsOf(network);
  /** @param at link that it is about; a drawn road without it */
  return (template: string, draw: (what: number) => number, at?: number): DemoWords => {
    const one = <T>(all: readonly T[], what: number): T =>
      all[Math.floor(draw(what) * all.length) % all.length];
    const link = at ?? one(roads, 20)?.link ?? 0;
    const place = placeOf(network, link);
    const station = one(STATIONS, 21);
    const surname = one(SURNAMES, 22);
    const values: Readonly<Record<string, string>> = {
      ...{
        road: place.text,
        station,
        station2: one(
          STATIONS.filter((other) => other !== station),
          23,
        ),
      },
      ...{ line: one(LINES, 24), bus: one(BUSES, 25), night: one(NIGHT_BUSES, 26), stop: one(STOPS, 27) },
      ...{ district: one(DISTRICTS, 28), name: surname, plate: plateOf(draw), time: timeOf(draw(29)) },
      amount: String(20 + Math.floor(draw(30) * draw(31) * 380)),
    };
    const says = (what: string) => template.includes(`{${what}}`);
    return {
      text: template.replace(/\{(\w+)\}/g, (_, what: string) => values[what] ?? ''),
      name: `${surname}${one(GIVEN_NAMES, 32)}`,
      // As 138 0000 are: numbers that no network has given out.
      phone: `1380000${String(Math.floor(draw(33) * 10_000)).padStart(4, '0')}`,
      secret: /保密|匿名/.test(template),
      place: says('road') ? place : null,
      plate: says('plate') ? values.plate : null,
      links: linksOf(says, values),
    };
  };
}

function linksOf(says: (what: string) => boolean, values: Readonly<Record<string, string>>): CaseLink[] {
  const kinds = { road: 'road', plate: 'vehicle', bus: 'line', stop: 'stop' } as const;
  return Object.entries(kinds).flatMap(([what, kind]) => (says(what) ? [{ kind, ref: values[what] }] : []));
}

function plateOf(draw: (what: number) => number): string {
  const digits = String(Math.floor(draw(34) * 100_000)).padStart(5, '0');
  return draw(35) < 0.4
    ? `粤BD${digits}`
    : `粤B${LETTERS[Math.floor(draw(36) * LETTERS.length)]}${digits.slice(1)}`;
}

function timeOf(draw: number): string {
  const hour = 6 + Math.floor(draw * 18);
  const part = hour < 12 ? '上午' : hour < 18 ? '下午' : '晚上';
  return `${part}${hour > 12 ? hour - 12 : hour}点${Math.floor(draw * 1000) % 2 === 0 ? '多' : '半'}`;
}
