import type { FreightGateRead } from '@opentocc/contract';
import { plainPlate } from '@opentocc/core/freight';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Arrivals } from './arrivals.ts';
import { gatesErrors } from './errors.ts';
import type { LiveLocks } from './live-locks.ts';
import { byGate, type GatePermits, type GateRow, nameOf, type ReadRow } from './model.ts';
import type { RecordAct } from './record-act.ts';
import type { Register } from './register.ts';
import type { GateQueries, GateStore } from './store.ts';
import type { Units, Views } from './views.ts';
import { OUT_WORDS, whyOf } from './words.ts';

export interface KeepingDeps {
  readonly store: GateStore;
  readonly clock: Clock;
  readonly record: RecordAct;
  readonly register: Register;
  readonly locks: LiveLocks;
  readonly arrivals: Arrivals;
  readonly views: Views;
  readonly permits: GatePermits;
}

/** What keepers do: open, close, let in, refuse, correct a plate. */
export function createKeeping(deps: KeepingDeps) {
  const { store, clock, record, register, locks, arrivals, views, permits } = deps;

  /** Why a gate will not, as the person reads it who asked. @throws AppError */
  function refuse(refusal: NonNullable<ReturnType<LiveLocks['ask']>>, { code, lock }: GateRow): never {
    if (refusal === 'interlock') throw gatesErrors.interlock({ code, other: locks.otherOf(lock, code) });
    if (refusal === 'loop_occupied') throw gatesErrors.loop_occupied({ code });
    if (refusal === 'loop_unknown') throw gatesErrors.loop_unknown({ code });
    const { out } = locks.gateOf(code);
    throw gatesErrors.out_of_service({ code, reason: OUT_WORDS[out ?? 'person'].zh });
  }

  function requireReachable({ code, lock, retired_ms }: GateRow): void {
    if (retired_ms !== null) throw gatesErrors.retired({ code });
    if (register.hasController(lock) && !locks.isHeard(lock)) throw gatesErrors.no_controller({ code });
  }

  /** Changes a read that waits, in the version that was seen. */
  async function onRead(
    units: Units,
    { id, version }: { id: number; version: number },
    work: (read: ReadRow, of: GateQueries) => Promise<ReadRow>,
  ): Promise<ReadRow> {
    const done = await store.transaction(async (of) => {
      const read = await of.holdRead(id);
      if (!read) throw gatesErrors.unknown_read({ id });
      views.requireGate(units, read.gate);
      if (read.version !== version)
        throw gatesErrors.changed({ what: `抓拍 read ${id}`, now: read.version, seen: version });
      if (read.state !== 'waiting' && read.state !== 'new') throw gatesErrors.decided({ state: read.state });
      return work(read, of);
    });
    arrivals.committed(done);
    return done;
  }

  const shown = async (read: ReadRow): Promise<FreightGateRead> => (await views.readsOf([read]))[0];

  /** A truck goes through by the word of a keeper. @throws AppError where the gate will not move */
  async function letIn(read: ReadRow, of: GateQueries): Promise<void> {
    const gate = register.getGate(read.gate);
    requireReachable(gate);
    const refusal = locks.refusalOf(gate.lock, gate.code, 'open');
    if (refusal) refuse(refusal, gate);
    if (read.permit !== null && read.direction === 'in') {
      const by = byGate(gate.code, read.decided_by ?? '');
      const pass = { permit: read.permit, place: gate.site, passage: 'in', at_ms: clock.now(), by } as const;
      await permits.settle(of.tx, { ...pass, plate: read.matched });
    }
    await arrivals.pass(read, of);
  }

  return {
    async open(acting: Acting, units: Units, code: string, to: 'open' | 'close', reason: string) {
      const gate = views.requireGate(units, code);
      requireReachable(gate);
      const refusal = locks.ask(gate.lock, code, to, 'person');
      if (refusal) refuse(refusal, gate);
      const [zh, en] = to === 'open' ? ['手动开闸', 'Opened by hand'] : ['手动关闸', 'Closed by hand'];
      const text = { zh: `${zh}：${reason}`, en: `${en}: ${reason}` };
      const kind = to === 'open' ? 'opened' : 'closed';
      await store.addEvents([{ gate: code, at_ms: clock.now(), kind, by: nameOf(acting), text }]);
      await record(acting, `gates.${to}`, `gate:${code}`, { reason });
      return views.gate(code);
    },
    async serve(acting: Acting, units: Units, code: string, serves: boolean, reason: string) {
      const gate = views.requireGate(units, code);
      const before = locks.gateOf(code).out;
      locks.serve(gate.lock, code, serves);
      const [zh, en] = serves ? ['恢复服务', 'Back in service'] : ['停止服务', 'Out of service'];
      const text = { zh: `${zh}：${reason}`, en: `${en}: ${reason}` };
      await store.addEvents([{ gate: code, at_ms: clock.now(), kind: 'service', by: nameOf(acting), text }]);
      await record(acting, 'gates.service', `gate:${code}`, {
        before,
        after: serves ? null : 'person',
        reason,
      });
      return views.gate(code);
    },
    /** Lets a truck through or sends it away, by the word of a keeper. */
    async decide(
      acting: Acting,
      units: Units,
      seen: { id: number; version: number },
      { opens, reason }: { opens: boolean; reason: string },
    ): Promise<FreightGateRead> {
      const read = await onRead(units, seen, async (before, of) => {
        const decided: ReadRow = {
          ...{ ...before, state: opens ? 'opened' : 'refused' },
          why: whyOf(opens ? 'by_hand' : 'refused_by_hand', { reason }),
          ...{ decided_by: nameOf(acting), decided_ms: clock.now() },
        };
        await of.saveRead(decided);
        if (opens) await letIn(decided, of);
        return { ...decided, version: before.version + 1 };
      });
      await record(acting, opens ? 'gates.let-in' : 'gates.refuse', `gate-read:${seen.id}`, {
        ...{ gate: read.gate, plate: read.corrected ?? read.plate, trip: read.trip, reason },
      });
      return shown(read);
    },
    /** The plate as a person reads it; it is decided again by that, and what the camera read stays. */
    async correct(
      acting: Acting,
      units: Units,
      seen: { id: number; version: number },
      plate: string,
    ): Promise<FreightGateRead> {
      let before: string | null = null;
      const read = await onRead(units, seen, (found, of) => {
        before = found.corrected ?? found.plate;
        return arrivals.settle({ ...found, corrected: plainPlate(plate) }, nameOf(acting), of);
      });
      await record(acting, 'gates.correct', `gate-read:${seen.id}`, { before, after: read.corrected });
      return shown(read);
    },
  };
}

export type Keeping = ReturnType<typeof createKeeping>;
