import type { Bilingual, LotMovement } from '@opentocc/contract';
import { movementFault } from '@opentocc/core/freight';
import { DAY_MS } from '@opentocc/core/time';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { KeyService } from '../../../base/keys/index.ts';
import type { Outbox } from '../../../base/messages/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import { createCertificates } from './certificates.ts';
import { type Closing, closeWarning } from './closing.ts';
import { createConsignments } from './consignments.ts';
import { createEpcis } from './epcis.ts';
import { coldErrors } from './errors.ts';
import { createLocks } from './locks.ts';
import { createLotBook } from './lot-book.ts';
import type { Filing, Followed } from './model.ts';
import { isWithin, unitsOf } from './reach.ts';
import { createReader } from './reader.ts';
import { createRecalls } from './recalls.ts';
import { createRuleBook } from './rule-book.ts';
import type { ColdStore } from './store.ts';
import { createSupervising } from './supervising.ts';
import { MOVEMENT_FAULTS } from './words.ts';

export interface ColdChainDeps {
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly keys: Pick<KeyService, 'sign' | 'publicKeys'>;
  readonly messages: Outbox;
  readonly filing: Filing;
  readonly followed: Followed;
  readonly namesOf: () => Promise<ReadonlyMap<string, Bilingual>>;
  readonly answerersOf: (unit: string) => Promise<readonly string[]>;
  readonly addressOf: (path: string) => string;
  readonly onChange: () => void;
}

/** Cold goods: declared and booked, supervised on the way, warned of early, and closed in a loop. */
export function createColdChain(deps: ColdChainDeps) {
  const { store, clock, audit, messages } = deps;
  const rules = createRuleBook(deps);
  const lots = createLotBook(store);
  const consignments = createConsignments({ ...deps, rules, lots });
  const certificates = createCertificates({ ...deps, consignments });
  const supervising = createSupervising(deps);
  const locks = createLocks({ ...deps, supervising });
  const recalls = createRecalls({ ...deps, lots });
  const reader = createReader({ ...deps, certificates });
  const epcis = createEpcis({ ...deps, lots, supervising });

  return {
    ...{ store, rules, lots, consignments, certificates, supervising, locks, recalls, reader, epcis },
    async closeWarning(acting: Acting, id: number, closing: Closing): Promise<void> {
      await closeWarning(deps, acting, id, closing);
      deps.onChange();
    },
    record: (
      { session, address }: Acting,
      action: string,
      target: string | null,
      detail: Record<string, Json> = {},
    ): Promise<void> =>
      audit.record({
        ...{ principal: session.principal, actor: session.account, address, action },
        ...{ target, result: 'done', detail },
      }),
    async addMovements(acting: Acting, movements: readonly LotMovement[]): Promise<number> {
      const units = unitsOf(acting.session, 'cold-chain:report');
      for (const [i, movement] of movements.entries()) {
        const fault = movementFault(movement);
        if (fault) throw coldErrors.movement({ line: i + 1, fault: MOVEMENT_FAULTS[fault] });
        const { from_holder, to_holder } = movement;
        if (!isWithin(units, from_holder) && !isWithin(units, to_holder))
          throw coldErrors.not_your_movement({ line: i + 1 });
      }
      return lots.together((_tx, move) =>
        move(movements.map((one) => ({ ...one, key: null, by: acting.session.principal }))),
      );
    },
    /** The owner hears that the test passed, and until when goods are fetched without pay. The same once, whoever asks twice. */
    async tellTested(id: string): Promise<void> {
      const row = await store.find(id);
      if (!row?.test) return;
      const { passed } = row.test;
      const until = row.fetch_by_ms === null ? '' : new Date(row.fetch_by_ms + 8 * 3_600_000).toISOString();
      const day = until.slice(0, 16).replace('T', ' ');
      await store.transaction((tx) =>
        messages.queue(tx, {
          ...{ key: `cold_chain/tested/${id}/${row.test?.paper}`, channel: 'sms', to: row.declared_by },
          ...{ drill: false, about: { module: 'cold_chain', id, opens: `/freight/cold-chain/${id}` } },
          subject: {
            zh: `冷链货物 ${id} 检测${passed ? '合格' : '不合格'}`,
            en: `${id}: test ${passed ? 'passed' : 'failed'}`,
          },
          text: passed
            ? {
                zh: `货物 ${id} 检测合格，请于 ${day} 前提货，逾期计仓储费。`,
                en: `${id} passed its test; fetch it before ${day}, storage is charged after.`,
              }
            : {
                zh: `货物 ${id} 检测不合格，已留仓，请联系监管仓。`,
                en: `${id} failed its test and is held; call the warehouse.`,
              },
        }),
      );
    },
    refusals: () => store.listRefusals(cityDay(clock.now() - DAY_MS)),
    async start(): Promise<void> {
      await rules.load();
      await lots.load();
      await epcis.judgeStored();
    },
  };
}

export type ColdChain = ReturnType<typeof createColdChain>;
