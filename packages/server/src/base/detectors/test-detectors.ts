import { randomBytes } from 'node:crypto';
import { textNetwork } from '@opentocc/testkit';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { EmbeddedBroker } from '../../adapters/mqtt/index.ts';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { testKeys } from '../keys/test-keys.ts';
import {
  createQuality,
  createQualityStore,
  type Quality,
  migrations as qualityMigrations,
} from '../quality/index.ts';
import { openRegistry, type Registry, migrations as sourceMigrations } from '../sources/index.ts';
import { createDetectors, type Detectors } from './index.ts';
import { migrations } from './migrations/index.ts';

export const START_MS = Date.parse('2026-11-23T08:00:00+08:00');

/** Two carriageways 100 m apart, each with two lanes, of 500 m; A is at the north-west. */
export const STREET = textNetwork(`
  A>>>>>B
  |     |
  C<<<<<D

  AB arterial 60 lanes=2 name=深南大道
  DC arterial 60 lanes=2
  district 440304 AC
  district 440305 BD
`);

/** The way of traffic on AB is east; on DC it is west. */
export const LIST = `编号,名称,类型,路段,距起点,车道数,周期
A1,深南大道东向,线圈,${STREET.link('AB')},200,2,60
B1,深南大道西向,视频,${STREET.link('DC')},200,2,60
`;

/** Detectors with a broker that listens, on a clock that the test turns, and one source with two of them. */
class TestDetectors {
  now_ms = START_MS;
  readonly clock = { now: (): number => this.now_ms };
  readonly log = createLog('silent');
  quality!: Quality;
  registry!: Registry;
  detectors!: Detectors;
  source = 0;
  secret = '';
  #database: TestDatabase | undefined;
  #clients: MqttClient[] = [];

  get db() {
    return this.#database!.db;
  }

  get database_url() {
    return this.#database!.url;
  }

  get port(): number {
    return this.detectors.access().port;
  }

  async createDatabase(): Promise<void> {
    this.#database = await startTestDatabase();
    await migrate(this.db, sourceMigrations, qualityMigrations, migrations);
  }

  async dropDatabase(): Promise<void> {
    await this.#database?.stop();
  }

  async start(broker = this.broker()): Promise<void> {
    const { db, clock, log } = this;
    this.registry = await openRegistry({ db, clock, log, keys: testKeys });
    const sources = () => this.registry.listSources();
    this.quality = await createQuality({ store: createQualityStore(db), clock, log, sources });
    this.detectors = await createDetectors({
      ...{ db, clock, log, broker, quality: this.quality, sources: this.registry },
      network: STREET.network,
      random: randomBytes,
    });
    this.quality.hearOf(this.detectors.diagnose);
    await this.detectors.start();
    this.source = await this.addSource('police');
    await this.import(LIST);
    this.secret = (await this.detectors.renewSecret(this.source)).secret;
  }

  broker() {
    const { clock, log } = this;
    return new EmbeddedBroker({ host: '127.0.0.1', port: 0, clock, log });
  }

  async stop(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.end(true);
    await this.detectors.close();
    await this.quality.close();
  }

  addSource(code: string, protocol = 'MQTT'): Promise<number> {
    return this.registry.saveSource({
      code,
      name: { zh: code, en: code },
      owner: code,
      protocol,
      datum: 'WGS-84',
      report_interval_s: 60,
      quota_per_s: null,
    });
  }

  import(csv: string, apply = true, source = this.source) {
    const bytes = Buffer.from(csv);
    return this.detectors.import({ bytes, source, language: 'zh' }, apply);
  }

  async connect({ version = 5 as 4 | 5, user = 'police', secret = this.secret } = {}): Promise<MqttClient> {
    const client = await connectAsync(`mqtt://127.0.0.1:${this.port}`, {
      protocolVersion: version,
      username: user,
      password: secret,
      reconnectPeriod: 0,
      connectTimeout: 5000,
    });
    client.on('error', () => undefined);
    this.#clients.push(client);
    return client;
  }

  /** A report of the minute that ends now. */
  report(more: object = {}) {
    return {
      version: 1,
      detector: 'A1',
      begin: this.now_ms - 60_000,
      period_s: 60,
      vehicles: 20,
      speed_kmh: 40,
      occupancy_pct: 10,
      ...more,
    };
  }

  rejected() {
    return this.quality.health(this.source).rejected;
  }

  get accepted() {
    return this.quality.health(this.source).accepted;
  }
}

export const TOPIC = 'tocc/v1/police/detectors';

/** Publishes with QoS 1. @returns once it is acknowledged */
export const publish = (client: MqttClient, report: unknown, topic = TOPIC) =>
  client.publishAsync(topic, typeof report === 'string' ? report : JSON.stringify(report), { qos: 1 });

/** Detectors for the tests of a file: one database, and a new start before each test. */
export function useDetectors(): TestDetectors {
  const test = new TestDetectors();
  beforeAll(() => test.createDatabase());
  beforeEach(async () => {
    test.now_ms += 86_400_000; // of another day than the test before
    await test.start();
  });
  afterEach(() => test.stop());
  afterAll(() => test.dropDatabase());
  return test;
}
