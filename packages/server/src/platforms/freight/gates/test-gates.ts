import { createHash, randomBytes } from 'node:crypto';
import type { GateKeeperView, GateSecret } from '@opentocc/contract';
import { FIRST_REGIMES } from '@opentocc/core/freight';
import { sql } from 'kysely';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import {
  type Browser,
  createAppointer,
  identityMigrations,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { createAttachments } from '../../../base/attachments/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { migrations as tripMigrations } from '../trips/migrations/index.ts';
import { createPermitUses } from '../trips/permit-uses.ts';
import { composeGates } from './compose-gates.ts';
import { migrations } from './migrations/index.ts';
import type { BookedTruck } from './model.ts';
import { SECRET_COLUMN } from './register.ts';
import { SIGNER_COLUMN } from './signer.ts';

/** Saturday 28 November 2026, 09:00. */
export const START_MS = Date.parse('2026-11-28T09:00:00+08:00');
export const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** Gates as the product wires them, over HTTP, on a clock that tests turn; what trips and the register say stands in lists. */
export async function startGates() {
  const identity = await startIdentity({}, START_MS);
  const { db, audit, http, keys } = identity;
  const clock = { now_ms: START_MS, now: () => clock.now_ms };
  await migrate(db, identityMigrations, tripMigrations, migrations);
  keys.watch([SECRET_COLUMN, SIGNER_COLUMN]);
  const booked = new Map<string, BookedTruck[]>();
  const book = async (site: string, trucks: BookedTruck[]) => {
    await issue(db, site, trucks);
    booked.set(site, trucks);
  };
  const against = new Map<string, { zh: string; en: string }>();
  const permits = { keys: {} as Record<string, string>, revoked: [] as string[] };
  const seen: string[] = [];
  const failures: unknown[] = [];
  const gates = composeGates({
    ...{ db, clock, audit, keys, random: randomBytes },
    prepare: createAttachments({ db, images: createImageCleaner() }).prepare,
    trips: {
      trust: () => permits,
      uses: testUses(clock),
      bookedAt: async (site, from_ms, to_ms) =>
        (booked.get(site) ?? []).filter((one) => one.to_ms > from_ms && one.from_ms < to_ms),
    },
    trucks: { heldBack: (plate) => against.get(plate) ?? null },
    pause: (_ms, woken) => woken,
    sighted: (_read, plate, site) => void seen.push(`${plate} ${site}`),
    onError: (error) => void failures.push(error),
  });
  for (const served of gates.routes) served.mount(http);
  await gates.load();
  const appoint = await createAppointer(identity);
  return { ...{ identity, clock, gates, book, booked, against, permits, seen, failures, appoint, http } };
}

export type TestGates = Awaited<ReturnType<typeof startGates>>;

export const truck = (plate: string, more: Partial<BookedTruck> = {}): BookedTruck => ({
  ...{ trip: `T-${plate}`, plates: [plate], permit: `P-${plate}`, note: '' },
  ...{ from_ms: START_MS - HOUR, to_ms: START_MS + HOUR, ...more },
});

/** The register of uses as trips have it, under the regimes that stand from the first. */
export const testUses = (clock: Clock) => createPermitUses({ clock, regimes: { book: () => FIRST_REGIMES } });

/** Trips that stop at a site, with their permits, as trips write them. */
export async function issue(
  db: Db,
  site: string | readonly string[],
  trucks: readonly BookedTruck[],
): Promise<void> {
  const places = [site].flat();
  for (const { trip, permit, plates, from_ms, to_ms } of trucks) {
    const stops = places.map((code) => ({ kind: 'site', code, from_ms, to_ms }));
    const declared = { crossings: [], stops };
    const row = {
      ...{ id: trip, version: 1, key: trip, firm: 'a', truck: trip, plate: plates[0], terminal: '1' },
      ...{
        class: 'lorry',
        drivers: [],
        goods: {},
        state: 'booked',
        line: 1,
        standby: false,
        outcome: 'clear',
      },
      ...{
        reasons: [],
        first_ms: from_ms,
        last_ms: to_ms,
        closes_ms: to_ms,
        declared_ms: 0,
        declared_by: 'a',
      },
      ...{ permit, trip: { declared, driven: { crossings: [], stays: [], off_route: [], over: false } } },
    };
    await sql`INSERT INTO trips_trip
      SELECT * FROM jsonb_populate_record(NULL::trips_trip, ${JSON.stringify(row)}::jsonb)`.execute(db);
    if (permit === null) continue;
    const content = {
      number: permit,
      trip,
      plates,
      places,
      from_ms: 0,
      to_ms: to_ms + DAY,
      regimes: [],
    };
    await sql`INSERT INTO trips_permit (number, trip, content, to_ms)
      VALUES (${permit}, ${trip}, ${JSON.stringify(content)}::jsonb, ${content.to_ms})`.execute(db);
  }
}

/** Registers a site with gates, in one lock where it has a controller, each with a camera. @returns the secrets by camera, and that of the controller */
export async function registerSite(
  officer: Browser,
  site: string,
  gates: readonly { code: string; maker: 'hikvision' | 'dahua' | 'alphadigi'; towards?: 'in' | 'out' }[],
  more: { capacity?: number; unit?: string | null; controller?: boolean; address?: string } = {},
) {
  const put = async <T>(path: string, body: object): Promise<T> => {
    const { status, body: answer } = await officer.ask('PUT', `/api/v1/freight/${path}`, body);
    if (status !== 200) throw new Error(JSON.stringify(answer));
    return answer as T;
  };
  const place = { lon: 114.05, lat: 22.55, capacity: more.capacity ?? null, unit: more.unit ?? null };
  await put(`gate-sites/${site}`, { ...place, name: { zh: `${site}场`, en: site }, version: 0 });
  const cameras = new Map<string, GateSecret>();
  for (const { code, maker, towards = 'in' } of gates) {
    const name = { zh: `${code}闸`, en: code };
    const lock = more.controller ? `L-${site}` : code;
    await put(`gates/${code}`, { site, name, lock, direction: 'both', version: 0 });
    const camera = { gate: code, maker, towards, address: more.address ?? null };
    cameras.set(code, await put<GateSecret>(`gate-cameras/C-${code}`, camera));
  }
  const controller = more.controller
    ? ((await officer.ask('POST', `/api/v1/freight/gate-locks/L-${site}/secret`))
        .body as unknown as GateSecret)
    : null;
  return { cameras, controller };
}

/** A camera as it posts: asked for a digest first, as their firmware expects it. */
export function createCamera(
  { http }: Pick<TestGates, 'http'>,
  { user, secret, address }: GateSecret,
  from = '10.0.0.5',
) {
  let count = 0;
  let challenge = '';
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const send = (url: string, payload: Buffer, type: string, authorization?: string) =>
    http.inject({
      ...{ method: 'POST', url, payload, remoteAddress: from },
      headers: { 'content-type': type, ...(authorization && { authorization }) },
    });
  const digest = (url: string): string => {
    const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
    const nc = (++count).toString(16).padStart(8, '0');
    const ha1 = md5(`${user}:${of('realm')}:${secret}`);
    const response = md5(`${ha1}:${of('nonce')}:${nc}:c0ffee:auth:${md5(`POST:${url}`)}`);
    return `Digest username="${user}", realm="${of('realm')}", nonce="${of('nonce')}", uri="${url}", qop=auth, nc=${nc}, cnonce="c0ffee", response="${response}"`;
  };
  return {
    send,
    basic: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
    digest,
    async post(body: Buffer, type = 'application/json', url = address) {
      if (challenge === '') challenge = String((await send(url, body, type)).headers['www-authenticate']);
      const answer = await send(url, body, type, digest(url));
      return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
    },
  };
}

export const alphadigi = (plate: string, at_ms: number, confidence = 95): Buffer =>
  Buffer.from(
    JSON.stringify({
      AlarmInfoPlate: {
        serialno: 'vz-1',
        result: {
          PlateResult: {
            ...{ license: plate, confidence, direction: 4 },
            timeStamp: { Timeval: { sec: Math.floor(at_ms / 1000), usec: (at_ms % 1000) * 1000 } },
          },
        },
      },
    }),
  );

export const dahua = (plate: string, at_ms: number, picture?: Buffer): Buffer =>
  Buffer.from(
    JSON.stringify({
      Picture: {
        Plate: { PlateNumber: plate, Confidence: 240 },
        SnapInfo: { DeviceID: 'dh-1', SnapTime: localTime(at_ms), Direction: 'Obverse', LanNo: 1 },
        ...(picture && { NormalPic: { Content: picture.toString('base64') } }),
      },
    }),
  );

export function hikvision(plate: string, at_ms: number, picture?: Buffer): { body: Buffer; type: string } {
  const xml = `<?xml version="1.0" encoding="utf-8"?><EventNotificationAlert><eventType>ANPR</eventType><deviceID>88</deviceID><dateTime>${localTime(at_ms).replace(' ', 'T')}+08:00</dateTime><ANPR><licensePlate>${plate}</licensePlate><direction>forward</direction><confidenceLevel>97</confidenceLevel></ANPR><UUID>${plate}-${at_ms}</UUID></EventNotificationAlert>`;
  const part = (head: string, content: Buffer) =>
    Buffer.concat([Buffer.from(`--b0\r\n${head}\r\n\r\n`), content, Buffer.from('\r\n')]);
  const body = Buffer.concat([
    part(
      'Content-Disposition: form-data; name="anpr.xml"\r\nContent-Type: application/xml',
      Buffer.from(xml),
    ),
    ...(picture
      ? [
          part(
            'Content-Disposition: form-data; name="detectionPicture.jpg"\r\nContent-Type: image/jpeg',
            picture,
          ),
        ]
      : []),
    Buffer.from('--b0--\r\n'),
  ]);
  return { body, type: 'multipart/form-data; boundary=b0' };
}

const localTime = (at_ms: number): string =>
  new Date(at_ms + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');

export async function keeperView(by: Browser, gate: string): Promise<GateKeeperView> {
  const { status, body } = await by.ask('GET', `/api/v1/freight/gates/${gate}/keeper`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body as unknown as GateKeeperView;
}
