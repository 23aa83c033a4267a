import type { ControllerAnswer, ControllerEvent, ControllerGate } from '@opentocc/contract';
import { plainPlate } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import { gatesErrors } from './errors.ts';
import type { GateList } from './gate-list.ts';
import type { LiveLocks } from './live-locks.ts';
import { byGate, type EventRow, type GatePermits, type ReadRow } from './model.ts';
import { leave } from './passing.ts';
import type { NewRead } from './read-store.ts';
import type { Register } from './register.ts';
import type { GateQueries, GateStore } from './store.ts';
import { OUT_WORDS, whyOf } from './words.ts';
import type { Yard } from './yard.ts';

export interface ControllerReport {
  readonly list: number;
  readonly carried: number;
  readonly gates: readonly ControllerGate[];
  readonly events: readonly ControllerEvent[];
}

export interface ControllersDeps {
  readonly store: Pick<GateStore, 'transaction'>;
  readonly clock: Clock;
  readonly register: Pick<Register, 'getLock' | 'gatesOfLock' | 'provesLock' | 'getGate'>;
  readonly locks: LiveLocks;
  readonly yard: Yard;
  readonly lists: GateList;
  readonly permits: Pick<GatePermits, 'settle'>;
  readonly sighted: (
    read: Pick<ReadRow, 'gate' | 'at_ms' | 'direction'>,
    plate: string,
    site: string,
  ) => void;
}

/** Controllers of gates: what they report is durable once it is acknowledged, and taken once however often it is sent. */
export function createControllers(deps: ControllersDeps) {
  const { store, clock, register, locks, yard, lists, permits } = deps;

  /** Which way a truck went through a gate; one that serves both lets in. */
  const wayOf = ({ gate }: Pick<ControllerEvent, 'gate'>): 'in' | 'out' =>
    register.getGate(gate).direction === 'out' ? 'out' : 'in';

  /** One event of a controller, written down with all that follows from it. */
  async function take(event: ControllerEvent, of: GateQueries): Promise<void> {
    const { site } = register.getGate(event.gate);
    const by = `controller ${register.getGate(event.gate).lock}`;
    const found: Omit<EventRow, 'id'>[] = [{ gate: event.gate, at_ms: event.at_ms, by, ...wordsOf(event) }];
    if (event.kind === 'opened' && event.offline) found.push(...(await reconcile(event, site, by, of)));
    await of.addEvents(found);
  }

  /** What was opened without the platform: the truck is within, and a permit that was used elsewhere meanwhile is a finding. */
  async function reconcile(event: ControllerEvent, site: string, by: string, of: GateQueries) {
    const { gate, at_ms, permit, trip } = event;
    const plate = plainPlate(event.plate ?? '');
    const finding = { gate, at_ms, by, kind: 'finding' } as const;
    const rows: Omit<EventRow, 'id'>[] = [];
    const direction = wayOf(event);
    await of.addRead(offlineRead(event), []);
    if (direction === 'out') {
      await leave({ gate, site, plate, at_ms, by }, of, permits);
      return rows;
    }
    if (plate !== '')
      await of.addStay({ site, plate, trip, permit, queued_ms: null, in_ms: at_ms, out_ms: null });
    if (permit === null) return rows;
    const pass = { permit, place: site, passage: 'in', at_ms, by: byGate(gate, by), plate } as const;
    const spent = await permits.settle(of.tx, pass);
    if (spent !== null)
      rows.push({
        ...finding,
        text: {
          zh: `断网期间 ${plate} 凭 ${permit} 在本道闸进入：${spent.text.zh}，请核查`,
          en: `${plate} came in here by ${permit} while the network was gone: ${spent.text.en}; look into it`,
        },
      });
    return rows;
  }

  return {
    /** @throws AppError when the secret is wrong, a gate is another one's, or events are missing before these */
    async sync(code: string, secret: string, report: ControllerReport): Promise<ControllerAnswer> {
      register.getLock(code);
      if (!register.provesLock(code, secret)) throw gatesErrors.controller_sign_in();
      const own = new Set(register.gatesOfLock(code).map((gate) => gate.code));
      for (const { gate } of [...report.gates, ...report.events])
        if (!own.has(gate)) throw gatesErrors.foreign_gate({ gate, code });
      const { acknowledged, fresh } = await store.transaction(async (of) => {
        const taken = (await of.holdLock(code))?.taken ?? 0;
        const newer = report.events.filter(({ seq }) => seq > taken).sort((a, b) => a.seq - b.seq);
        for (const [i, { seq }] of newer.entries())
          if (seq !== taken + i + 1) throw gatesErrors.controller_gap({ taken: taken + i, next: seq });
        for (const event of newer) await take(event, of);
        if (newer.length > 0) await of.saveTaken(code, taken + newer.length);
        return { acknowledged: taken + newer.length, fresh: newer };
      });
      for (const said of report.gates) locks.take(said.gate, said);
      for (const event of fresh) publish(event);
      return {
        acknowledged,
        commands: locks.commandsOf(code, report.carried),
        list: await lists.newerThan(code, report.list),
      };
    },
  };

  function publish({ kind, offline, plate, gate, at_ms }: ControllerEvent): void {
    if (kind !== 'opened' || !offline || plate === null) return;
    const { site } = register.getGate(gate);
    const direction = wayOf({ gate });
    yard.passed(site, plainPlate(plate), direction);
    deps.sighted({ gate, at_ms, direction }, plainPlate(plate), site);
  }

  function offlineRead(event: ControllerEvent): NewRead {
    const { gate, at_ms, plate, trip, permit, seq } = event;
    return {
      ...{ gate, camera: null, event: `controller ${seq}`, at_ms, received_ms: clock.now() },
      direction: wayOf(event),
      ...{ plate, original: plate, corrected: null, matched: plate, near: [], confidence_pct: null },
      ...{
        state: 'opened',
        why: whyOf('offline'),
        trip,
        permit,
        decided_by: 'controller',
        decided_ms: at_ms,
      },
    };
  }
}

export type Controllers = ReturnType<typeof createControllers>;

const STATE_WORDS = {
  opening: { zh: '正在打开', en: 'opening' },
  open: { zh: '已打开', en: 'open' },
  closing: { zh: '正在关闭', en: 'closing' },
  closed: { zh: '已关闭', en: 'closed' },
  fault: { zh: '故障', en: 'fault' },
  unknown: { zh: '状态不明', en: 'unknown' },
} as const;

/** An event as the history of its gate says it. */
function wordsOf({ kind, state, plate, offline, says }: ControllerEvent): Pick<EventRow, 'kind' | 'text'> {
  const of = plate ?? '';
  if (kind === 'state') return { kind: 'state', text: STATE_WORDS[state ?? 'unknown'] };
  if (kind === 'out') {
    const known = says === 'stuck' || says === 'fault' || says === 'silent' || says === 'person';
    const reason = known ? OUT_WORDS[says] : { zh: says, en: says };
    return { kind: 'service', text: { zh: `停止服务：${reason.zh}`, en: `Out of service: ${reason.en}` } };
  }
  if (kind === 'by_hand')
    return { kind: 'opened', text: { zh: `现场手动：${says}`, en: `By hand at its side: ${says}` } };
  const [zh, en] = kind === 'opened' ? ['放行', 'Opened for'] : ['未放行', 'Not opened for'];
  const where = offline ? { zh: '断网时', en: 'while the network was gone' } : { zh: '', en: '' };
  return {
    kind: offline ? 'offline' : kind === 'opened' ? 'opened' : 'refused',
    text: {
      zh: `${where.zh}${zh} ${of}${says && `：${says}`}`,
      en: `${en} ${of} ${where.en}${says && `: ${says}`}`.trim(),
    },
  };
}
