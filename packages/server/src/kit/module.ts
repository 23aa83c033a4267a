import { closeInOrder } from './closing.ts';
import { type Migrations, readMigrationName } from './db.ts';
import type { Demo } from './demo.ts';
import type { ErrorCatalogue } from './errors.ts';
import type { Job } from './jobs.ts';
import type { ServedTopic } from './live-topic.ts';
import type { Logger } from './log.ts';
import type { Obligations } from './obligations.ts';
import type { Degradation, MetricSource, ReadyCheck } from './operations.ts';
import type { Served } from './serve-routes.ts';

/** What a module says of itself before anything of it is made. */
export interface ModuleDeclaration {
  /** Prefix of its tables and of the codes of its errors. */
  readonly name: string;
  readonly migrations?: Migrations;
  readonly errors?: ErrorCatalogue;
}

/**
 * A module that was made, as the platform runs it. Making one starts nothing: `start` does, module by module from the
 * base upwards, and `stop` the other way round.
 */
export interface Module {
  readonly name: string;
  readonly routes?: readonly Served[];
  /** What it publishes on the live channel. */
  readonly topics?: readonly ServedTopic[];
  /** What waits in it for a person or a unit. */
  readonly obligations?: Obligations;
  readonly jobs?: readonly Job[];
  /** What must work before traffic is sent here. */
  readonly ready?: readonly ReadyCheck[];
  /** What is said when something is not as it should be although traffic is taken. */
  readonly degraded?: readonly Degradation[];
  /** Metric prefix → where the values come from. */
  readonly metrics?: Readonly<Record<string, MetricSource>>;
  /** Its part in the demo city; loaded only where that is served. */
  readonly demo?: () => Promise<Demo>;
  start?(): Promise<void>;
  /** Takes nothing new from outside; before anything is stopped. */
  drain?(): Promise<void>;
  /** Finishes what was taken and releases all resources. */
  stop?(): Promise<void>;
}

/** One list of what all modules give. */
export function gather<K extends 'routes' | 'topics' | 'jobs' | 'ready' | 'degraded'>(
  modules: readonly Module[],
  what: K,
): NonNullable<Module[K]>[number][] {
  return modules.flatMap((module) => [...(module[what] ?? [])]);
}

export async function startModules(modules: readonly Module[]): Promise<void> {
  for (const module of modules) await module.start?.();
}

/**
 * Ends all modules, whatever one of them throws.
 * @param between what is ended once nothing new comes in, by name
 */
export async function stopModules(
  modules: readonly Module[],
  between: readonly (readonly [string, () => unknown])[],
  log: Logger,
): Promise<void> {
  const downwards = [...modules].reverse();
  await closeInOrder(log, [
    ...downwards.map(({ name, drain }) => [`${name}: drain`, async () => drain?.()] as const),
    ...between,
    ...downwards.map(({ name, stop }) => [name, async () => stop?.()] as const),
  ]);
}

/**
 * The migrations of all modules in the order of the modules, so that a table may refer to one of a module below.
 * @throws Error when two modules share a name, or a migration does not carry the name of its module and the next number
 */
export function migrationsOf(modules: readonly ModuleDeclaration[]): readonly Migrations[] {
  const seen = new Set<string>();
  for (const { name, migrations = {} } of modules) {
    if (seen.has(name)) throw new Error(`two modules share the name ${name}`);
    seen.add(name);
    checkNames(name, Object.keys(migrations).sort());
  }
  return modules.flatMap(({ migrations }) => (migrations ? [migrations] : []));
}

/** @param names of the migrations of one module, in order */
function checkNames(module: string, names: readonly string[]): void {
  for (const [place, name] of names.entries()) {
    const read = readMigrationName(name);
    const number = String(place + 1).padStart(3, '0');
    if (read?.module !== module || read.number !== place + 1)
      throw new Error(`migration ${name} must be called ${module}_${number}_…`);
  }
}
