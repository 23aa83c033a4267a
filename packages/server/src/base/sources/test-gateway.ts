import type { RejectReason } from '@opentocc/contract';
import type { FixBatch } from '@opentocc/core/telemetry';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { type Db, migrate } from '../../kit/db.ts';
import { createLog, type Logger } from '../../kit/log.ts';
import { testKeys } from '../keys/test-keys.ts';
import {
  createQuality,
  createQualityStore,
  type Quality,
  migrations as qualityMigrations,
} from '../quality/index.ts';
import { type GatewayLimits, migrations, type Sources, type TerminalEntry } from './index.ts';
import { openSources } from './test-sources.ts';
import { TestTerminal } from './test-terminal.ts';

export const START_MS = Date.parse('2026-11-23T08:00:00+08:00');
/** Who decides in these tests. */
export const LI = { principal: 'account:1', actor: 'li', address: '10.0.0.1' };

/** A durable log whose moment of durability the test chooses. */
class TestLog {
  readonly kept: FixBatch[] = [];
  down = false;
  private gates: (() => void)[] | undefined;

  async append(batch: FixBatch): Promise<void> {
    if (this.down) throw new Error('disk full');
    if (this.gates) await new Promise<void>((open) => this.gates!.push(open));
    this.kept.push(batch);
  }

  hold(): void {
    this.gates ??= [];
  }

  release(): void {
    const { gates = [] } = this;
    this.gates = undefined;
    for (const open of gates) open();
  }

  get held(): number {
    return this.gates?.length ?? 0;
  }

  get rows(): number {
    return this.kept.reduce((sum, { length }) => sum + length, 0);
  }
}

/** A gateway that listens, with two registered taxis, on a clock that the test turns. */
class TestGateway {
  now_ms = START_MS;
  readonly clock = { now: (): number => this.now_ms };
  readonly log: Logger = createLog('silent');
  telemetryLog = new TestLog();
  quality!: Quality;
  sources!: Sources;
  port = 0;
  /** Of the taxis. */
  source = 0;
  #database: TestDatabase | undefined;
  #opened: TestTerminal[] = [];

  get db(): Db {
    return this.#database!.db;
  }

  async createDatabase(): Promise<void> {
    this.#database = await startTestDatabase();
    await migrate(this.db, { ...migrations, ...qualityMigrations });
  }

  async dropDatabase(): Promise<void> {
    await this.#database?.stop();
  }

  async start(limits: Partial<GatewayLimits> = {}): Promise<void> {
    const { db, clock, log } = this;
    this.now_ms = START_MS;
    this.telemetryLog = new TestLog();
    const store = createQualityStore(db);
    this.quality = await createQuality({ store, clock, log, sources: () => this.sources.listSources() });
    this.sources = await openSources({
      db,
      clock,
      log,
      telemetryLog: this.telemetryLog,
      quality: this.quality,
      keys: testKeys,
      limits: { batch_ms: 5, sweep_ms: 5, retry_ms: 5, ...limits },
    });
    this.source = await this.sources.saveSource({
      code: 'taxi',
      name: { zh: '出租车', en: 'Taxis' },
      owner: '测试公司',
      protocol: 'JT/T 808',
      datum: 'WGS-84',
      report_interval_s: 10,
      quota_per_s: null,
    });
    await this.sources.registerTerminals([
      this.entry('13800000001', '粤B10001'),
      this.entry('13800000002', '粤B10002'),
    ]);
    this.port = await this.sources.gateway.listen('127.0.0.1', 0);
  }

  async stop(): Promise<void> {
    this.telemetryLog.release();
    for (const { socket } of this.#opened) socket.destroy();
    this.#opened = [];
    await this.sources.close();
    await this.quality.close();
  }

  async restart(limits: Partial<GatewayLimits>): Promise<void> {
    await this.stop();
    await this.start(limits);
  }

  entry(phone: string, plate: string): TerminalEntry {
    const { source } = this;
    const device = { terminal_id: 'T000001', maker: 'TEST', model: 'M' };
    return { phone, plate, plate_colour: 1, vehicle_class: 'taxi', source, ...device };
  }

  async open(phone = '13800000001', version: '2013' | '2019' = '2013'): Promise<TestTerminal> {
    const terminal = await TestTerminal.open(this.port, phone, version);
    this.#opened.push(terminal);
    return terminal;
  }

  async signedIn(phone = '13800000001', plate = '粤B10001'): Promise<TestTerminal> {
    return (await this.open(phone)).signIn(plate);
  }

  /** Why records of a source were not used, with how many. */
  rejected(source: number): Partial<Record<RejectReason, number>> {
    return this.quality.health(source).rejected;
  }
}

/** A gateway for the tests of a file: one database, and a new start before each test. */
export function useGateway(): TestGateway {
  const gateway = new TestGateway();
  beforeAll(() => gateway.createDatabase());
  beforeEach(() => gateway.start());
  afterEach(() => gateway.stop());
  afterAll(() => gateway.dropDatabase());
  return gateway;
}
