import type { NewPortLanes, PortLanesEntry } from '@opentocc/contract';
import { type Direction, FIRST_LANES, lanesAt, type PortLanes } from '@opentocc/core/freight';
import { MINUTE_MS } from '@opentocc/core/time';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { createReload } from '../../../kit/reload.ts';
import { portsErrors } from './errors.ts';
import type { LanesRow, PortsNeeds } from './model.ts';
import type { PortStore } from './store.ts';

interface Deps {
  readonly store: PortStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly needs: PortsNeeds;
}

/** Lanes of the ports, dated: what every installation starts with, and what was said since. */
export function createLaneBook({ store, clock, audit, needs }: Deps) {
  let rows: readonly LanesRow[] = [];
  const all = (): readonly PortLanes[] => [...FIRST_LANES, ...rows];
  const at = (port: string, direction: Direction, at_ms: number) => lanesAt(all(), port, direction, at_ms);
  const load = createReload(async () => {
    rows = await store.listLanes();
  });

  function list(): PortLanesEntry[] {
    const first: LanesRow[] = FIRST_LANES.map((one) => ({
      ...one,
      ...{ id: 0, reason: '', made_by: 'system', made_ms: 0 },
    }));
    return [...first, ...rows].map((row) => {
      const { plan, port, direction } = row;
      const current = at(port, direction, clock.now());
      return { ...row, ...plan, by_hour: [...plan.by_hour], in_force: current?.plan === plan };
    });
  }

  async function add(row: Omit<LanesRow, 'id'>): Promise<number> {
    const id = await store.addLanes(row);
    await load();
    return id;
  }

  return {
    ...{ load, at, list, add },
    async say({ session, address }: Acting, given: NewPortLanes): Promise<PortLanesEntry> {
      const { port, direction, from_ms, source, assumed, reason, ...plan } = given;
      const known = needs.ports().map(({ code }) => code);
      if (!known.includes(port)) throw portsErrors.unknown({ port, known: known.join(', ') });
      const made_ms = clock.now();
      if (from_ms < made_ms - MINUTE_MS) throw portsErrors.lanes_past();
      const id = await add({
        ...{ port, direction, from_ms, plan, source, assumed, reason },
        ...{ made_by: session.account, made_ms },
      });
      await audit.record({
        ...{ principal: session.principal, actor: session.account, address, action: 'ports.lanes' },
        ...{ target: `port:${port}`, result: 'done', detail: { direction, from_ms, reason } },
      });
      const made = list().find((one) => one.id === id);
      if (!made) throw new Error(`lanes ${id} were added a moment ago`);
      return made;
    },
  };
}

export type LaneBook = ReturnType<typeof createLaneBook>;
