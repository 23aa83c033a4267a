import type { SourceHealth } from '@opentocc/contract';
import type { Quality } from '../quality/index.ts';
import type { Gateway } from './gateway.ts';
import type { Source } from './model.ts';
import type { Registry } from './registry.ts';

export interface SourceHealthDeps {
  readonly registry: Pick<Registry, 'index' | 'listSources' | 'getSource'>;
  readonly gateway: Pick<Gateway, 'online'>;
  readonly quality: Pick<Quality, 'expect' | 'health'>;
  readonly presenceOf?: (source: number) => { terminals?: number; online: number } | undefined;
  /** How often {@link expectFixes} is called. */
  readonly every_ms: number;
}

/** How each source does: its terminals, how many are connected, what its data is like. */
export function createSourceHealth({ registry, gateway, quality, presenceOf, every_ms }: SourceHealthDeps) {
  /** What the terminals that are connected now owe until the next look. */
  function expectFixes(): void {
    const online = onlineBySource();
    for (const source of registry.listSources())
      quality.expect(source.id, ((online.get(source.id) ?? 0) * every_ms) / 1000 / source.report_interval_s);
  }

  function onlineBySource(): Map<number, number> {
    const online = new Map<number, number>();
    for (const vehicle of gateway.online()) {
      const source = registry.index.findByVehicle(vehicle)?.source;
      if (source !== undefined) online.set(source, (online.get(source) ?? 0) + 1);
    }
    return online;
  }

  const healthOf = (source: Source, presence: { terminals: number; online: number }): SourceHealth => ({
    id: source.id,
    code: source.code,
    name: source.name,
    owner: source.owner,
    protocol: source.protocol,
    datum: source.datum,
    report_interval_s: source.report_interval_s,
    quota_per_s: source.quota_per_s,
    retired_ms: source.retired_ms,
    ...presence,
    ...quality.health(source.id),
  });

  function list(): SourceHealth[] {
    const online = onlineBySource();
    const terminals = new Map<number, number>();
    for (const { source } of registry.index.listRegistered())
      terminals.set(source, (terminals.get(source) ?? 0) + 1);
    return registry.listSources().map((source) => {
      const { id } = source;
      const connected = { terminals: terminals.get(id) ?? 0, online: online.get(id) ?? 0 };
      return healthOf(source, { ...connected, ...presenceOf?.(id) });
    });
  }

  return {
    list,
    /** @throws AppError when there is no such source. */
    get(id: number): SourceHealth {
      registry.getSource(id);
      return list().find((health) => health.id === id)!;
    },
    expectFixes,
  };
}
