import type { HeldItem, HeldList, HeldState, Obligation, Session } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { Attachments } from '../../../base/attachments/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { invariant } from '../../../kit/errors.ts';
import { concealed, type TakenFile } from '../cases/index.ts';
import { intakeErrors } from './errors.ts';
import { FLOOD_RULES } from './flood-rules.ts';
import { type CasesPort, OLDEST_MS } from './ports.ts';
import type { Senders } from './senders.ts';
import type { HeldRow, IntakeStore } from './store.ts';

/** Within how long somebody looks at what is held back. Assumed, 2026-11-28: it must not cost a case its first response. */
export const DECIDE_WITHIN_MS = 4 * HOUR_MS;

export interface HeldDeskDeps {
  readonly store: IntakeStore;
  readonly cases: CasesPort;
  readonly attachments: Pick<Attachments, 'read'>;
  readonly senders: Senders;
  readonly clock: Clock;
}

/** What a supervisor does with what was held back: a case of its own, part of the first one, or nothing. */
export function createHeldDesk({ store, cases, attachments, senders, clock }: HeldDeskDeps) {
  async function require(id: number): Promise<HeldRow> {
    const row = await store.findHeld(id);
    if (!row) throw intakeErrors.unknown_held({ id });
    if (row.state !== 'held') throw intakeErrors.decided({ id });
    return row;
  }

  async function contentOf(id: number) {
    const sealed = await store.findContent(id);
    invariant(sealed, `what is held back as ${id} has its content`);
    return senders.open(id, sealed);
  }

  async function filesOf(id: number): Promise<TakenFile[]> {
    const rows = await store.listHeldFiles(id);
    return Promise.all(
      rows.map(async ({ hash, name, note }) => {
        const file = await attachments.read(hash);
        invariant(file, `the file ${hash} of what is held back is stored`);
        return { name, note, content: file.content };
      }),
    );
  }

  async function decide(
    { session }: Acting,
    { id }: HeldRow,
    state: HeldState,
    reason: string,
    case_number: string | null,
  ): Promise<HeldItem> {
    const row = await store.decide(id, {
      ...{ state, case_number, reason, decided_by: session.account, decided_ms: clock.now() },
    });
    if (!row) throw intakeErrors.decided({ id });
    return shown(row);
  }

  async function shown({ case_number, first_number, decided_by, decided_ms, reason, ...row }: HeldRow) {
    const { title = '', text, asker } = await contentOf(row.id);
    const { id, channel, sender, files, received_ms, state } = row;
    return {
      ...{ id, channel, sender, files, received_ms, state, first_case: first_number, case: case_number },
      // Who wishes to stay unknown is not read here either: the case, once there is one, hides what tells of them.
      ...(asker.secret ? { title: '', text: '（要求保密）' } : { title, text }),
      decision: decided_by === null ? null : { by: decided_by, at_ms: decided_ms ?? 0, reason: reason ?? '' },
    };
  }

  const deciding = new Set<number>();

  /** One decision at a time: of two at once, what the second one does to cases could not be taken back. */
  async function alone(id: number, work: () => Promise<HeldItem>): Promise<HeldItem> {
    if (deciding.has(id)) throw intakeErrors.being_decided({ id });
    deciding.add(id);
    try {
      return await work();
    } finally {
      deciding.delete(id);
    }
  }

  async function release(acting: Acting, id: number, reason: string): Promise<HeldItem> {
    const row = await require(id);
    // Taken before it is marked: what ends in between is taken once all the same, by its channel and key.
    const content = await contentOf(id);
    const received_ms = Math.max(content.received_ms ?? row.received_ms, clock.now() - OLDEST_MS);
    const { number } = await cases.take({ ...content, received_ms, attachments: await filesOf(id) });
    return decide(acting, row, 'released', reason, number);
  }

  async function join(acting: Acting, id: number, into: string | undefined, reason: string) {
    const row = await require(id);
    const number = into ?? row.first_number;
    if (number === null) throw intakeErrors.no_first();
    const found = await cases.findByNumber(number);
    if (!found) throw intakeErrors.unknown_case({ number });
    const { text: written, asker } = await contentOf(id);
    // The other case need not be secret: whoever handles it must not read who wrote this.
    const text = asker.secret ? concealed(written, asker) : written;
    await cases.remark(found.id, { key: `held:${id}`, text, files: await filesOf(id) });
    return decide(acting, row, 'joined', reason, found.number);
  }

  return {
    async list(state: 'held' | 'all', limit: number): Promise<HeldList> {
      const [rows, { n }] = await Promise.all([store.listHeld(state, limit), store.waiting()]);
      return { items: await Promise.all(rows.map(shown)), waiting: n, rules: [...FLOOD_RULES] };
    },
    release: (acting: Acting, id: number, reason: string): Promise<HeldItem> =>
      alone(id, () => release(acting, id, reason)),
    /** @param into number of a case; the first one of the sender without it */
    join: (acting: Acting, id: number, into: string | undefined, reason: string): Promise<HeldItem> =>
      alone(id, () => join(acting, id, into, reason)),
    discard: (acting: Acting, id: number, reason: string): Promise<HeldItem> =>
      alone(id, async () => decide(acting, await require(id), 'discarded', reason, null)),
    waiting: store.waiting,
    obligations: async (session: Session): Promise<Obligation[]> => {
      if (!session.permissions.includes('intake:handle')) return [];
      const { n, since_ms } = await store.waiting();
      if (since_ms === null) return [];
      return [
        {
          ...{
            key: 'intake/held',
            module: 'intake',
            count: n,
            since_ms,
            due_ms: since_ms + DECIDE_WITHIN_MS,
          },
          title: { zh: `${n} 件重复来件暂存待处置`, en: `${n} held back of a flood wait for a decision` },
          why: {
            zh: '同一来源短时间内来件过多，首批已受理，其余待判断',
            en: 'One sender wrote very often; the first ones were taken, the rest is to be judged',
          },
          owner: { kind: 'unit', unit: null, permission: 'intake:handle' },
          opens: '/cases/held',
        },
      ];
    },
  };
}

export type HeldDesk = ReturnType<typeof createHeldDesk>;
