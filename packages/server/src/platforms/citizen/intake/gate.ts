import type { Attachments } from '../../../base/attachments/index.ts';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import type { TakenCase } from '../cases/index.ts';
import { findFloodRule } from './flood-rules.ts';
import type { CasesPort } from './ports.ts';
import type { Sender, Senders } from './senders.ts';
import type { IntakeStore, ReceivedRow } from './store.ts';

/** What became of something that came in. */
export type Offered =
  | { readonly kind: 'case'; readonly id: number; readonly number: string; readonly is_new: boolean }
  | { readonly kind: 'held'; readonly id: number; readonly is_new: boolean };

export interface GateDeps {
  readonly store: IntakeStore;
  readonly cases: Pick<CasesPort, 'take'>;
  readonly attachments: Pick<Attachments, 'prepare' | 'add'>;
  readonly senders: Senders;
  readonly clock: Clock;
}

/**
 * The way in before cases: what one sender brings within a time beyond the rule of its channel is held back for a person,
 * whole and durable; the first ones go through. The same channel and key is the same, whatever became of it.
 */
export function createGate({ store, cases, attachments, senders, clock }: GateDeps) {
  const inTurn = createTurns();

  /** @param sender with an empty address for who did not say: those are not one sender */
  async function offer(taken: TakenCase, sender: Sender): Promise<Offered> {
    const index = await senders.indexOf(taken.channel, sender);
    // One of a sender at a time, so that two that come at once are not both the last that goes through.
    return inTurn(`${taken.channel}/${index ?? taken.key}`, async () => {
      const known = await store.findReceived(taken.channel, taken.key);
      // Let through by a process that ended before its case was on record: nothing that came since holds it back.
      if (known) return known.case_id === null && known.held === null ? pass(taken) : outcomeOf(known);
      const before = await floodBefore(taken, sender, index);
      if (before) return hold(taken, sender, index, before);
      const { channel, key } = taken;
      const row = { channel, key, sender_index: index, at_ms: clock.now() };
      await store.addReceived({ ...row, case_id: null, case_number: null, held: null });
      return pass(taken);
    });
  }

  /** What a sender brought within the time of the rule, where that is as much as goes through. */
  async function floodBefore({ channel }: TakenCase, { kind }: Sender, index: string | null) {
    const rule = findFloodRule(channel, kind, cityDay(clock.now()));
    if (!rule || index === null) return null;
    const before = await store.receivedOf(channel, index, clock.now() - rule.within_ms, rule.most);
    return before.length >= rule.most ? before : null;
  }

  async function pass(taken: TakenCase): Promise<Offered> {
    const { id, number, is_new } = await cases.take(taken);
    await store.setReceivedCase(taken, id, number);
    return { kind: 'case', id, number, is_new };
  }

  async function hold(
    { attachments: given = [], ...content }: TakenCase,
    sender: Sender,
    sender_index: string | null,
    before: readonly ReceivedRow[],
  ): Promise<Offered> {
    const { channel, key } = content;
    const files = await Promise.all(
      given.map(({ name, content: bytes }) => attachments.prepare(name, bytes)),
    );
    const first = before.find(({ case_id }) => case_id !== null);
    const at_ms = clock.now();
    const held = await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const { id } = await queries.addHeld({
        ...{ channel, key, sender: senders.mask(sender), files: files.length, received_ms: at_ms },
        ...{ state: 'held', first_case: first?.case_id ?? null, first_number: first?.case_number ?? null },
        ...{ case_number: null, decided_by: null, decided_ms: null, reason: null },
      });
      // When it came in is when it is held: a wait for a decision must not look like none.
      await queries.setContent(id, await senders.seal(id, { received_ms: at_ms, ...content }));
      for (const file of files) await attachments.add(tx, file);
      await queries.addHeldFiles(
        files.map(({ hash, name }, seq) => ({ held: id, seq, hash, name, note: given[seq].note ?? '' })),
      );
      await queries.addReceived({
        channel,
        key,
        sender_index,
        at_ms,
        case_id: null,
        case_number: null,
        held: id,
      });
      return id;
    });
    return { kind: 'held', id: held, is_new: true };
  }

  return { offer };
}

export type Gate = ReturnType<typeof createGate>;

function outcomeOf({ case_id, case_number, held }: ReceivedRow): Offered {
  return case_id !== null
    ? { kind: 'case', id: case_id, number: case_number ?? '', is_new: false }
    : { kind: 'held', id: held ?? 0, is_new: false };
}

/** Runs works of the same key one after the other. */
function createTurns() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    const leave = () => {
      if (last.get(key) === mine) last.delete(key);
    };
    mine.then(leave, leave);
    return mine;
  };
}
