import type { RejectReason } from '@opentocc/contract';
import type { FixBatch } from '@opentocc/core/telemetry';
import { InferiorClient, type InferiorOptions } from '@opentocc/testkit/forwarder';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { type Db, type Migrations, migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { testKeys } from '../keys/test-keys.ts';
import {
  createQuality,
  createQualityStore,
  type Quality,
  migrations as qualityMigrations,
} from '../quality/index.ts';
import {
  createSources,
  openRegistry,
  type Registry,
  type Sources,
  migrations as sourceMigrations,
} from '../sources/index.ts';
import { createInterchange, createPresence, type Interchange } from './index.ts';
import { migrations } from './migrations/index.ts';
import type { SuperiorLimits } from './superior.ts';

export const START_MS = Date.parse('2026-11-28T08:00:00+08:00');
export const CENTRE = 440_301;
const USER = 77;

/** A durable log whose moment of durability the test chooses. */
class HeldLog {
  readonly stored: FixBatch[] = [];
  held = false;
  #gates: { readonly open: () => void; readonly fail: (error: Error) => void }[] = [];

  async append(batch: FixBatch): Promise<void> {
    if (this.held) await new Promise<void>((open, fail) => this.#gates.push({ open, fail }));
    this.stored.push(batch);
  }

  get waiting(): number {
    return this.#gates.length;
  }

  /** Stores the batch that has waited longest. */
  releaseOne(): void {
    this.#gates.shift()?.open();
  }

  /** Fails to store the batch that has waited longest. */
  failOne(): void {
    this.#gates.shift()?.fail(new Error('no room'));
  }

  release(): void {
    this.held = false;
    for (const { open } of this.#gates.splice(0)) open();
  }

  get rows(): number {
    return this.stored.reduce((sum, { length }) => sum + length, 0);
  }
}

/** An interchange that listens, with one platform of trucks and one firm of taxis, on a clock that the test turns. */
class TestInterchange {
  now_ms = START_MS;
  readonly clock = { now: (): number => this.now_ms };
  telemetryLog = new HeldLog();
  quality!: Quality;
  registry!: Registry;
  sources!: Sources;
  interchange!: Interchange;
  /** Of the trucks, whose platform forwards them. */
  trucks = 0;
  password = '';
  readonly published: FixBatch[] = [];
  #database: TestDatabase | undefined;
  #clients: InferiorClient[] = [];
  #open: () => Promise<Interchange> = () => Promise.reject(new Error('not started'));

  get db(): Db {
    return this.#database!.db;
  }

  /** @param more tables of modules that are tested with it */
  async createDatabase(more: readonly Migrations[] = []): Promise<void> {
    this.#database = await startTestDatabase();
    await migrate(this.db, sourceMigrations, qualityMigrations, migrations, ...more);
  }

  async dropDatabase(): Promise<void> {
    await this.#database?.stop();
  }

  async start(limits: Partial<SuperiorLimits> = {}): Promise<void> {
    this.now_ms = START_MS;
    this.telemetryLog = new HeldLog();
    const { db, clock, telemetryLog } = this;
    const log = createLog('silent');
    for (const table of ['request', 'alarm', 'paper']) await this.query(`DELETE FROM interchange_${table}`);
    const store = createQualityStore(db);
    this.registry = await openRegistry({ db, clock, log, keys: testKeys });
    const { registry } = this;
    this.quality = await createQuality({ store, clock, log, sources: () => registry.listSources() });
    const { quality } = this;
    const presence = createPresence(registry, clock);
    const { presenceOf } = presence;
    this.sources = createSources({
      registry,
      db,
      clock,
      log,
      telemetryLog,
      quality,
      presenceOf,
      keys: testKeys,
    });
    this.trucks = await this.#addSource('trucks', 'JT/T 809');
    const taxis = await this.#addSource('taxis', 'JT/T 808');
    const device = { plate_colour: 2, terminal_id: '', maker: '', model: '' };
    await this.sources.registerTerminals([
      { ...device, phone: '13900000001', plate: '粤B10001', vehicle_class: 'freight', source: this.trucks },
      { ...device, phone: '13900000002', plate: '粤B10002', vehicle_class: 'freight', source: this.trucks },
      { ...device, phone: '13900000003', plate: '粤B20001', vehicle_class: 'taxi', source: taxis },
    ]);
    this.#open = () =>
      createInterchange({
        ...{ db, clock, log, registry, telemetryLog, quality, keys: testKeys },
        presence,
        publish: (batch) => void this.published.push(batch),
        address: { host: '127.0.0.1', port: 0 },
        random: (bytes) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))),
        limits: { batch_ms: 5, sweep_ms: 5, retry_ms: 5, receipt_positions: 1, redial_ms: 100, ...limits },
      });
    this.interchange = await this.#open();
    await this.interchange.register(this.trucks, {
      centre: CENTRE,
      user: USER,
      sub_link_host: null,
      cipher: null,
    });
    this.password = (await this.interchange.renewPassword(this.trucks)).password;
  }

  async stop(): Promise<void> {
    this.telemetryLog.release();
    for (const client of this.#clients.splice(0)) await client.close();
    await this.interchange.close();
    await this.sources.close();
    await this.quality.close();
    this.published.length = 0;
  }

  /** Ends it and starts it again on the same database, as a restart of the platform does. */
  async reopen(): Promise<void> {
    for (const client of this.#clients.splice(0)) await client.close();
    await this.interchange.close();
    this.interchange = await this.#open();
    await this.interchange.open();
  }

  query = (text: string) => sql.raw<Record<string, unknown>>(text).execute(this.db);

  async restart(limits: Partial<SuperiorLimits>): Promise<void> {
    await this.stop();
    await this.start(limits);
  }

  get port(): number {
    return this.interchange.access('en').port;
  }

  client(over: Partial<InferiorOptions> = {}): InferiorClient {
    const client = new InferiorClient({
      ...{ host: '127.0.0.1', port: this.port, edition: '2019', centre: CENTRE, user: USER },
      ...{ password: this.password, now: () => this.now_ms },
      ...over,
    });
    this.#clients.push(client);
    return client;
  }

  async loggedIn(over: Partial<InferiorOptions> = {}): Promise<InferiorClient> {
    const client = this.client(over);
    const result = await client.logIn();
    if (result !== 0) throw new Error(`refused with ${result}`);
    return client;
  }

  /** The platform as the screen shows it. */
  get shown() {
    return this.interchange.access('en').platforms[0];
  }

  rejected(): Partial<Record<RejectReason, number>> {
    return this.quality.health(this.trucks).rejected;
  }

  #addSource(code: string, protocol: string): Promise<number> {
    const name = { zh: code, en: code };
    const agreed = { datum: 'WGS-84' as const, report_interval_s: 30, quota_per_s: null };
    return this.registry.saveSource({ code, name, owner: code, protocol, ...agreed });
  }
}

/** An interchange for the tests of a file: one database, and a new start before each test. */
export function useInterchange(...more: readonly Migrations[]): TestInterchange {
  const tested = new TestInterchange();
  beforeAll(() => tested.createDatabase(more));
  beforeEach(() => tested.start());
  afterEach(() => tested.stop());
  afterAll(() => tested.dropDatabase());
  return tested;
}

/** A position of a truck now. */
export const truck = (plate: string, at_ms: number, over: object = {}) => ({
  vehicle: { plate, plate_colour: 2 },
  ...{ lon: 114.057865, lat: 22.543096, speed_kmh: 61, direction_deg: 90, at_ms },
  ...over,
});
