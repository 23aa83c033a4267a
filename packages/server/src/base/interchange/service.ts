import type {
  InterchangeAccess,
  Language,
  PlatformSecret,
  PlatformSettings,
  ForwardingPlatform as ShownPlatform,
} from '@opentocc/contract';
import type { FixBatch } from '@opentocc/core/telemetry';
import { LOG_IN_RESULT } from '@opentocc/protocols/jt809';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import { AppError } from '../../kit/errors.ts';
import { createLimit } from '../../kit/limit.ts';
import type { Logger } from '../../kit/log.ts';
import type { KeyService } from '../keys/index.ts';
import type { Quality } from '../quality/index.ts';
import type { Registry, TelemetryLog } from '../sources/index.ts';
import { interchangeErrors } from './errors.ts';
import type { ForwardingPlatform } from './model.ts';
import type { Presence } from './presence.ts';
import { createInterchangeStore } from './store.ts';
import { createSuperior, DEFAULT_SUPERIOR_LIMITS, type Superior, type SuperiorLimits } from './superior.ts';
import { Talk } from './talk.ts';

export interface InterchangeDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly registry: Registry;
  readonly telemetryLog: TelemetryLog;
  readonly quality: Quality;
  /** Seals passwords and constants in the database. */
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly presence: Presence;
  /** Hands on batches that are durable. */
  readonly publish: (batch: FixBatch) => void;
  /** Where platforms connect. */
  readonly address: { readonly host: string; readonly port: number };
  readonly random: (bytes: number) => Buffer;
  readonly limits?: Partial<SuperiorLimits>;
}

const REFUSALS: Readonly<Record<number, NonNullable<ShownPlatform['last_refusal']>>> = {
  [LOG_IN_RESULT.wrong_centre]: 'wrong_centre',
  [LOG_IN_RESULT.not_registered]: 'wrong_user',
  [LOG_IN_RESULT.wrong_password]: 'wrong_password',
  [LOG_IN_RESULT.busy]: 'barred',
};

/** Platforms of other operators: who they are, what they log in with, how their links do, and what they forward. */
export async function createInterchange(deps: InterchangeDeps) {
  const { registry, clock, log, random } = deps;
  const store = createInterchangeStore(deps.db, deps.keys);
  const platforms = new Map((await store.list()).map((platform) => [platform.source, platform]));
  const superior = createSuperior({
    ...{ clock, log, registry, telemetryLog: deps.telemetryLog, quality: deps.quality },
    limits: { ...DEFAULT_SUPERIOR_LIMITS, ...deps.limits },
    findByCentre: (centre) => [...platforms.values()].find((platform) => platform.centre === centre),
    onFixes: deps.publish,
    heard: deps.presence.heard,
    randomU32: () => random(4).readUInt32BE(),
  });
  const door = createDoor(superior, deps);
  const talk = await Talk.open({ ...deps, superior, listPlatforms: () => [...platforms.keys()] });
  // Each change rests on what was there before it, and the port is opened once.
  const inTurn = createLimit(1, Number.POSITIVE_INFINITY, () => new Error('changes wait without a limit'));

  function getPlatform(source: number): ForwardingPlatform {
    registry.getSource(source);
    const platform = platforms.get(source);
    if (!platform) throw interchangeErrors.platform_unknown({ id: source });
    return platform;
  }

  async function save(platform: ForwardingPlatform): Promise<void> {
    await store.save(platform);
    platforms.set(platform.source, platform);
    superior.disconnect(platform.source);
    await door.open();
  }

  return {
    superior,
    /** What we ask of platforms, and what they report. */
    talk,
    access: (language: Language): InterchangeAccess => ({
      ...door.state(language),
      refused_log_ins: superior.metrics().refused_log_ins,
      platforms: [...platforms.values()].map((platform) => shownOf(platform, superior)),
    }),
    /**
     * Registers the platform of a source, or changes what it is registered with: its links end, and it logs in again.
     * @throws AppError when the source speaks another protocol, or the code is taken.
     */
    register: (source: number, { cipher, ...settings }: PlatformSettings) =>
      inTurn(async (): Promise<ShownPlatform> => {
        if (registry.getSource(source).protocol !== 'JT/T 809')
          throw interchangeErrors.not_forwarding({ id: source });
        const holder = [...platforms.values()].find(({ centre }) => centre === settings.centre);
        if (holder && holder.source !== source)
          throw interchangeErrors.centre_taken({
            centre: settings.centre,
            name: registry.getSource(holder.source).name,
          });
        const before = platforms.get(source);
        const platform: ForwardingPlatform = {
          ...{ source, password: before?.password ?? null, ...settings },
          cipher: cipher === undefined ? (before?.cipher ?? null) : cipher,
        };
        await save(platform);
        return shownOf(platform, superior);
      }),
    /** @returns what it logs in with, shown this once. @throws AppError when no platform is registered. */
    renewPassword: (source: number) =>
      inTurn(async (): Promise<PlatformSecret> => {
        const platform = getPlatform(source);
        const password = newPassword(random);
        await save({ ...platform, password });
        return { centre: platform.centre, user: platform.user, password };
      }),
    /** The platform of a source as screens show it. */
    find(source: number): ShownPlatform | undefined {
      const platform = platforms.get(source);
      return platform && shownOf(platform, superior);
    },
    hasPassword: (source: number): boolean => getPlatform(source).password !== null,
    /** @throws AppError when no platform is registered. */
    remove: (source: number) =>
      inTurn(async (): Promise<void> => {
        getPlatform(source);
        await store.remove(source);
        platforms.delete(source);
        superior.disconnect(source);
      }),
    /** What is wrong although data is taken; null when nothing is. */
    trouble: () => door.trouble(),
    expectFixes: (every_ms: number) => deps.presence.expectFixes(deps.quality, every_ms),
    metrics: (): Record<string, number> => ({
      ...superior.metrics(),
      reports_left_out: talk.reports_left_out,
    }),
    /** Listens when a platform is registered and the port is free; to be called again and again. */
    open: async (): Promise<void> => {
      if (platforms.size > 0) await inTurn(door.open);
    },
    // At once: a change may wait for a database that is away.
    close: async (): Promise<void> => {
      await superior.close();
      await talk.close();
    },
  };
}

export type Interchange = Awaited<ReturnType<typeof createInterchange>>;

/** The port for platforms: opened when there is one to come in; that it cannot be opened ends nothing. */
function createDoor(superior: Superior, { address, log }: Pick<InterchangeDeps, 'address' | 'log'>) {
  let port: number | null = null;
  let failure: AppError | null = null;
  return {
    async open(): Promise<void> {
      if (port !== null) return;
      try {
        port = await superior.listen(address.host, address.port);
        failure = null;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (!failure) log.error({ err: error }, 'platforms cannot connect; tried again');
        failure = error;
      }
    },
    state(language: Language): Pick<InterchangeAccess, 'host' | 'port' | 'state' | 'reason'> {
      const { host } = address;
      const state = port !== null ? 'up' : failure ? 'down' : 'idle';
      return { host, port: port ?? address.port, state, reason: failure?.in(language) ?? null };
    },
    trouble: () => failure?.message ?? null,
  };
}

/** A platform as screens show it: without its secrets. */
function shownOf(platform: ForwardingPlatform, superior: Superior): ShownPlatform {
  const { source, centre, user, sub_link_host, password, cipher } = platform;
  const link = superior.linkOf(source);
  const { last_refusal, ...counts } = superior.countsOf(source);
  const peer = link ? `${link.address}:${link.socket.remotePort ?? 0}` : null;
  const dialled = link?.stated ? `${sub_link_host ?? link.address}:${link.stated.port}` : null;
  return {
    ...{ source, centre, user, sub_link_host, has_password: password !== null, encrypted: cipher !== null },
    edition: link?.edition ?? null,
    main_link: { up_since_ms: link?.logged_in_ms ?? null, peer },
    sub_link: { up_since_ms: link?.sub_link?.up_since_ms ?? null, peer: dialled },
    last_keep_alive_ms: link?.last_test_ms ?? null,
    ...counts,
    last_refusal: last_refusal === null ? null : (REFUSALS[last_refusal] ?? null),
  };
}

/** Without characters that are mistaken for each other. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const PASSWORD_LENGTH = 8;

/** As long as the protocol has room for: 8 of 56 letters and digits, about 46 bits. */
function newPassword(random: (bytes: number) => Buffer): string {
  let password = '';
  while (password.length < PASSWORD_LENGTH) {
    const [byte] = random(1);
    if (byte < LETTERS.length * 4) password += LETTERS[byte % LETTERS.length];
  }
  return password;
}
