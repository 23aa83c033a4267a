import type { FilingContentOf } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import {
  type Browser,
  createAppointer,
  identityMigrations,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { migrations as attachmentMigrations, createAttachments } from '../../../base/attachments/index.ts';
import type { NewMessage } from '../../../base/messages/index.ts';
import { migrate } from '../../../kit/db.ts';
import { createLog } from '../../../kit/log.ts';
import { filing as filingModule } from './index.ts';

/** Saturday 28 November 2026, 09:00 in the city. */
export const START_MS = Date.parse('2026-11-28T09:00:00+08:00');

/** A district of 22 × 20 km whose southern side is the border. */
const DISTRICT = [
  [
    [
      [113.9, 22.5],
      [114.1, 22.5],
      [114.1, 22.7],
      [113.9, 22.7],
      [113.9, 22.5],
    ],
  ],
];

const SQUARE = {
  meta: { districts: [{ coordinates: DISTRICT }], bbox: [113.9, 22.5, 114.1, 22.7] },
} as unknown as Pick<RoadNetwork, 'meta'>;

/** Filing as the product wires it, with real accounts of two firms and officers, over HTTP, on a clock that tests turn. */
/** @param network with the districts of the city; a square whose southern side is the border where none is given */
export async function startFiling(network: Pick<RoadNetwork, 'meta'> = SQUARE) {
  const identity = await startIdentity({}, START_MS);
  const { db, audit, keys, accounts, http } = identity;
  // Of filing alone: a session ends while documents do.
  const clock = { now_ms: START_MS, now: () => clock.now_ms };
  await migrate(db, identityMigrations, attachmentMigrations, filingModule.migrations ?? {});
  const sent: NewMessage[] = [];
  const messages = { queue: async (_: unknown, message: NewMessage) => sent.push(message) };
  const attachments = createAttachments({ db, images: createImageCleaner() });
  const compose = () =>
    filingModule.compose(
      { db, clock, log: createLog('silent'), network } as never,
      { audit, keys, attachments, accounts, messages, sources: { searchVehicles: () => [] } } as never,
      ...([{} as never, (() => undefined) as never] as const),
    );
  const made = compose();
  await made.start?.();
  for (const served of made.routes ?? []) served.mount(http);
  const appoint = await createAppointer(identity);
  for (const code of ['swift', 'harbour'])
    await accounts.openUnit({
      ...{ code, parent: 'city', kind: 'firm', districts: null, assumed: false },
      name: { zh: code, en: code },
    });
  const [swift, harbour, officer, other] = [
    await appoint('swift-1', 'swift', 'freight-firm'),
    await appoint('harbour-1', 'harbour', 'freight-firm'),
    await appoint('officer-1', 'city', 'freight-officer'),
    await appoint('officer-2', 'city', 'freight-officer'),
  ];
  const runJob = (name: string) => made.jobs?.find((job) => job.name.includes(name))?.run();
  return { identity, made, compose, clock, sent, runJob, appoint, swift, harbour, officer, other };
}

export type TestFiling = Awaited<ReturnType<typeof startFiling>>;

const ENTRIES = '/api/v1/freight/filing/entries';

export const file = (by: Browser, firm: string | null, content: object, submit = true) =>
  by.ask('POST', ENTRIES, { firm, content, submit });
export const act = (by: Browser, id: unknown, what: string, body: object) =>
  by.ask('POST', `${ENTRIES}/${id}/${what}`, body);
export const look = async (by: Browser, id: unknown) => (await by.ask('GET', `${ENTRIES}/${id}`)).body;
export const change = (by: Browser, id: unknown, body: object) => by.ask('PUT', `${ENTRIES}/${id}`, body);

export const FIRM: FilingContentOf<'firm'> = {
  ...{ kind: 'firm', name: '迅达物流', name_en: 'Swift Logistics', region: 'mainland', address: '' },
  ...{ credit_code: '91440300MA5DA0001X', contact_name: '陈大文', contact_phone: '13800138000' },
  documents: [
    { kind: 'business_licence', number: '', until: null },
    { kind: 'transport_licence', number: '', until: '2028-01-31' },
  ],
};

export const truck = (n: number, more: Partial<FilingContentOf<'truck'>> = {}): FilingContentOf<'truck'> => ({
  ...{ kind: 'truck', plate: `粤Z${String(1000 + n)}港`, plate_abroad: `LV${1000 + n}`, plate_colour: 3 },
  ...{ class: 'container', terminal: `1390000${String(1000 + n)}`, model: '', load_t: 30 },
  documents: (['vehicle_licence', 'transport_permit', 'cross_border'] as const).map((kind) => ({
    ...{ kind, number: '', until: '2027-12-31' },
  })),
  ...more,
});

/** An identity number with its check digit. */
export function identity(n: number): string {
  const body = `44030519800101${String(n).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}

export const driver = (
  n: number,
  more: Partial<FilingContentOf<'driver'>> = {},
): FilingContentOf<'driver'> => ({
  ...{ kind: 'driver', name: '王小明', phone: '13912345678', licence: identity(n), licence_class: 'A2' },
  documents: [
    { kind: 'driving_licence', number: '', until: '2030-01-01' },
    { kind: 'qualification', number: '', until: '2029-01-01' },
  ],
  ...more,
});

/** A square place of a side in degrees. */
export const place = (lon: number, lat: number, side = 0.002): FilingContentOf<'place'> => ({
  ...{ kind: 'place', place: 'site', name: '坂田堆场', name_en: 'Bantian Yard', address: '', capacity: 40 },
  area: [
    [
      [lon, lat],
      [lon + side, lat],
      [lon + side, lat + side],
      [lon, lat + side],
    ],
  ],
});

/** Files an entry and has it approved. @returns its code and version */
export async function approve({ officer }: TestFiling, by: Browser, firm: string | null, content: object) {
  const { status, body } = await file(by, firm, content);
  if (status !== 201) throw new Error(String(body.title));
  const { id, version } = body;
  const approved = await act(officer, id, 'decision', { version, approved: true });
  if (approved.status !== 200) throw new Error(String(approved.body.title));
  return { id: String(id), version: Number(approved.body.version) };
}
