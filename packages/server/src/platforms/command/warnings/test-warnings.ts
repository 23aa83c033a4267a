import type { IndexScope, IndexValue, RuleDraft } from '@opentocc/contract';
import { RuleDraft as RuleDraftSchema } from '@opentocc/contract';
import type { LinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import type { Db } from '../../../kit/db.ts';
import { createLog } from '../../../kit/log.ts';
import type { City } from './city.ts';
import type { DutyLine, OutgoingMessage } from './ports.ts';
import { createWarnings } from './service.ts';
import { createWarningStore } from './store.ts';

export const FUTIAN = '440304';
export const NANSHAN = '440305';

/** Two districts with a road each. */
export const town = textNetwork(`
  A----B----C----D

  AB arterial 60 lanes=2 name=深南大道
  BC arterial 60 lanes=2 name=深南大道
  CD arterial 60 lanes=2 name=南海大道
  district ${FUTIAN} AB
  district ${NANSHAN} CD
`);

/** A city whose values a test sets. */
export function testCity() {
  const { network } = town;
  const speed_kmh = new Float32Array(network.link_count).fill(50);
  const indices = new Map<IndexScope, Record<string, number>>();
  const groups = [FUTIAN, NANSHAN].map((key) => ({
    scope: 'district' as const,
    key,
    name: { zh: key, en: key },
  }));
  const links = [0, 1].map((district) =>
    Array.from({ length: network.link_count }, (_, i) => i).filter(
      (i) => network.link_district[i] === district,
    ),
  );
  const slots: { slot_start_ms: number; speeds: Uint8Array; passes: null }[] = [];
  const city: City = {
    ...{ network, sources: () => [], detectors: () => [] },
    groupings: [
      {
        groups,
        links: {
          offset: Uint32Array.of(0, links[0].length, links[0].length + links[1].length),
          items: Uint32Array.from(links.flat()),
        },
      },
    ],
    states: () =>
      ({
        speed_kmh,
        free_flow_kmh: new Float32Array(network.link_count).fill(60),
        state: new Uint8Array(network.link_count),
      }) as unknown as LinkStates,
    indexValues: (scope) =>
      Object.entries(indices.get(scope) ?? {}).map(
        ([key, index]) => ({ scope, key, index, speed_kmh: 30 }) as IndexValue,
      ),
    freeFlow_kmh: () => new Float32Array(network.link_count).fill(60),
    stateOf: () => 1,
    listSlots: async (from_ms, to_ms) =>
      slots.filter(({ slot_start_ms }) => slot_start_ms >= from_ms && slot_start_ms < to_ms),
    listSeries: async () => [],
    linkMinutes: async () => [],
    detectorCounts: async () => [],
  };
  return { city, speed_kmh, indices, slots };
}

interface TestWarningsDeps {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly audit?: Parameters<typeof createWarnings>[0]['audit'];
  readonly city?: City;
  readonly people?: Parameters<typeof createWarnings>[0]['people'];
  /** Everybody in every district unless said. */
  readonly roster?: Parameters<typeof createWarnings>[0]['roster'];
}

/** Warnings over a database, with an outbox and a log of duty that only remember. */
export function testWarnings({ db, clock, audit, city, people, roster }: TestWarningsDeps) {
  const sent: OutgoingMessage[] = [];
  const logged: DutyLine[] = [];
  const everybody =
    people ??
    (async () => [
      { principal: 'account:1', name: 'li' },
      { principal: 'account:2', name: 'wang' },
    ]);
  const warnings = createWarnings({
    ...{ clock, people: everybody, log: createLog('silent') },
    audit: audit ?? { record: async () => undefined },
    city: city ?? testCity().city,
    store: createWarningStore(db, town.network.meta.version),
    roster: roster ?? everywhere(everybody),
    dutyLog: {
      write: async (_tx, lines) => void logged.push(...lines),
    },
    outbox: {
      queue: async (_tx, message) => sent.push(message),
      standingOf: async () => [],
    },
  });
  return { warnings, sent, logged };
}

/** A roster that asks the same people wherever a warning lies. */
export const everywhere = (
  people: Parameters<typeof createWarnings>[0]['people'],
): Parameters<typeof createWarnings>[0]['roster'] => ({
  async escalationsAt(_at_ms, districts) {
    const all = await people();
    return new Map(districts.map((district) => [district, all]));
  },
});

export const draftOf = (draft: Partial<RuleDraft>): RuleDraft =>
  RuleDraftSchema.parse({
    ...{ name: { zh: '路段缓行', en: 'Slow link' }, measure: 'link_speed' },
    ...{ target: {}, schedule: {}, advice: { zh: '', en: '' }, for_s: 0, clear_for_s: 0 },
    levels: { yellow: 30, orange: 20, red: 10 },
    ...draft,
  });
