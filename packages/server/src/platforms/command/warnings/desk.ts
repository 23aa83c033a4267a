import type { Warning, WarningCounts } from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { Logger } from '../../../kit/log.ts';
import { createTopic, type Topic } from '../../../kit/topic.ts';
import { countsOf, WarningBook } from './book.ts';
import { dutyLines } from './duty-lines.ts';
import type { StoredSlots } from './engine.ts';
import { FIRST_INHIBITIONS } from './inhibitions.ts';
import { isOpen, rankOf } from './model.ts';
import type { WarningPolicy } from './policy.ts';
import type { DutyLog, Outbox, Roster } from './ports.ts';
import { settle } from './settle.ts';
import { SilenceBook } from './silence-book.ts';
import type { InhibitionsRow, NewMessage, SilenceRow, WarningStore } from './store.ts';
import { type Telling, Turn } from './turn.ts';
import * as words from './words.ts';

/** Something changed among the warnings. */
export interface WarningChange {
  readonly previous: number;
  readonly sequence: number;
  /** As they are now. */
  readonly changed: readonly Warning[];
  /** Red and orange ones that began to ask for somebody. */
  readonly loud: readonly number[];
}

export interface DeskDeps {
  readonly store: WarningStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly policy: WarningPolicy;
  readonly outbox: Outbox;
  readonly roster: Roster;
  readonly dutyLog: DutyLog;
}

/** Ended ones stay in memory so long: longer than what may come again is awaited. */
const REMEMBER_MS = HOUR_MS;
const REMEMBER_SILENCES_MS = 7 * DAY_MS;
/** Most warnings whose new value alone is published with a change. */
const MOST_VALUES = 300;

/**
 * Where warnings change: one turn after the other, each written in one transaction with its timeline, its messages and the
 * slots of the rules, and only then true in memory and published. A turn that fails changed nothing.
 */
export class WarningDesk {
  readonly book = new WarningBook();
  readonly silences = new SilenceBook();
  readonly changes: Topic<WarningChange>;
  inhibitions: InhibitionsRow = { version: 0, list: FIRST_INHIBITIONS, by: null, at_ms: null };
  /** By which a listener knows that sequences are of this run. */
  readonly epoch: number;
  #sequence = 0;
  #lastId = 0;
  #under_way: Promise<unknown> = Promise.resolve();
  #counts: WarningCounts = countsOf([]);

  constructor(private readonly deps: DeskDeps) {
    this.changes = createTopic((err) => deps.log.error({ err }, 'a listener of the warnings failed'));
    this.epoch = deps.clock.now();
  }

  get sequence(): number {
    return this.#sequence;
  }
  get counts(): WarningCounts {
    return this.#counts;
  }

  async load(): Promise<void> {
    const { store, clock } = this.deps;
    this.book.load(await store.listWarnings(clock.now() - REMEMBER_MS));
    const last = await store.findLast();
    [this.#lastId, this.#sequence] = [last.id, last.sequence];
    this.silences.load(await store.listSilences(clock.now() - REMEMBER_SILENCES_MS));
    this.inhibitions = (await store.findInhibitions()) ?? this.inhibitions;
    this.#counts = countsOf(this.book.listOpen());
  }

  /**
   * Does something about warnings when nothing else does.
   * @param slots of rules that are stored with it, once the work is done
   * @returns what the work gave, once it is durable
   */
  inTurn<T>(work: (turn: Turn) => T | Promise<T>, slots?: () => readonly StoredSlots[]): Promise<T> {
    const run = this.#under_way.then(() => this.#run(work, slots));
    this.#under_way = run.catch(() => undefined); // who asked for the turn hears of it
    return run;
  }

  /** Resolves when no turn is under way. */
  async settled(): Promise<void> {
    await this.#under_way;
  }

  async #run<T>(work: (turn: Turn) => T | Promise<T>, slots?: () => readonly StoredSlots[]): Promise<T> {
    const { clock, policy, roster, store, dutyLog } = this.deps;
    const now_ms = clock.now();
    let lastId = this.#lastId;
    const turn = new Turn(this.book, policy, now_ms, () => ++lastId);
    const result = await work(turn);
    const districts = new Set(turn.listOpen().map(({ place }) => place.district));
    settle(turn, {
      silences: this.silences.active(now_ms, turn.silences),
      inhibitions: (turn.inhibitions ?? this.inhibitions).list,
      roster: await roster.escalationsAt(now_ms, [...districts]),
      policy,
      before: (id) => this.book.find(id),
    });
    await this.#tellEnds(turn);
    const changed = turn.changed().map((warning, i) => ({ ...warning, sequence: this.#sequence + i + 1 }));
    const hidden = this.#hiddenBy(changed, now_ms);
    this.#watchIdle(turn);
    const { messages, send } = this.#messagesOf(turn.tellings, changed);
    const lines = dutyLines(turn, {
      warning: (id) => this.book.find(id),
      silence: (id) => this.silences.find(id),
    });
    const commit = {
      ...{ warnings: changed, entries: turn.entries, messages, hidden },
      silences: [...turn.silences.values()],
      inhibitions: turn.inhibitions ? [turn.inhibitions] : [],
      slots: slots?.() ?? [],
      beside: async (tx: Db) => {
        await send(tx);
        await dutyLog.write(tx, lines);
      },
    };
    if (Object.values(commit).some((part) => Array.isArray(part) && part.length > 0))
      await store.commit(commit);
    this.#lastId = lastId;
    this.#apply(turn, changed, hidden);
    return result;
  }

  #apply(turn: Turn, changed: readonly Warning[], hidden: readonly { silence: string }[]): void {
    const before = new Map(changed.map(({ id }) => [id, this.book.find(id)]));
    for (const warning of changed) this.book.set(warning);
    for (const warning of turn.values.values())
      if (!before.has(warning.id)) this.book.set({ ...this.book.find(warning.id)!, value: warning.value });
    for (const row of turn.silences.values()) this.silences.set(row);
    if (turn.inhibitions) this.inhibitions = turn.inhibitions;
    for (const { silence } of hidden) this.silences.addHidden(silence);
    this.book.forgetEnded(turn.now_ms - REMEMBER_MS);
    this.silences.forgetEnded(turn.now_ms - REMEMBER_SILENCES_MS);
    const previous = this.#sequence;
    this.#sequence += changed.length;
    this.#counts = countsOf(this.book.listOpen());
    const values = [...turn.values.keys()].filter((id) => !before.has(id)).slice(0, MOST_VALUES);
    if (changed.length === 0 && values.length === 0) return;
    const loud = changed.filter(
      (one) =>
        one.attention === 'unanswered' &&
        rankOf(one.level) >= rankOf('orange') &&
        isLouder(one, before.get(one.id)),
    );
    this.changes.publish({
      ...{ previous, sequence: this.#sequence, loud: loud.map(({ id }) => id) },
      changed: [...changed, ...values.map((id) => this.book.find(id)!)],
    });
  }

  /** Who was notified of a warning is notified that it is over, unless it is silenced. */
  async #tellEnds(turn: Turn): Promise<void> {
    const over = turn.listEnded().filter(({ silences }) => silences.length === 0);
    const told = await this.deps.store.listTold(over.map(({ id }) => id));
    const names = new Map<number, string[]>();
    for (const { warning, recipient, recipient_name: name, channels } of told) {
      turn.tellings.push({
        ...{ warning: turn.find(warning)!, why: 'ended', channels },
        to: { principal: recipient, name },
      });
      names.set(warning, [...(names.get(warning) ?? []), name]);
    }
    for (const [warning, all] of names) turn.entry(warning, 'told', words.toldOver(all));
  }

  /** Which silence hid a warning for the first time. */
  #hiddenBy(changed: readonly Warning[], at_ms: number) {
    return changed.flatMap((warning) => {
      const before = this.book.find(warning.id)?.silences ?? [];
      return warning.silences
        .filter((silence) => !before.includes(silence))
        .map((silence) => ({ silence, warning: warning.id, at_ms }));
    });
  }

  /** A silence that hides nothing is marked since when, and ends where it was asked to. */
  #watchIdle(turn: Turn): void {
    const hides = new Set(turn.listOpen().flatMap(({ silences }) => silences));
    const rows = new Map([...this.silences.list().map((row) => [row.id, row] as const), ...turn.silences]);
    for (const row of rows.values()) {
      if (row.starts_ms > turn.now_ms || row.ends_ms <= turn.now_ms) continue;
      const next = this.#idled(row, hides.has(row.id), turn.now_ms);
      if (next !== row) turn.silences.set(row.id, next);
    }
  }

  #idled(row: SilenceRow, hides: boolean, now_ms: number): SilenceRow {
    if (hides) return row.idle_since_ms === null ? row : { ...row, idle_since_ms: null };
    if (row.idle_since_ms === null) return { ...row, idle_since_ms: now_ms };
    const isOver = row.end_when_idle && now_ms - row.idle_since_ms >= this.deps.policy.idle_ms;
    return isOver ? { ...row, ends_ms: now_ms, ended_by: 'system', updated_ms: now_ms } : row;
  }

  /** One message to a person for all warnings of a group that they hear of for the same reason. */
  #messagesOf(tellings: readonly Telling[], changed: readonly Warning[]) {
    const versions = new Map(changed.map((one) => [one.id, one]));
    const together = new Map<string, Telling[]>();
    for (const telling of tellings)
      for (const channel of telling.channels) {
        const key = [channel, telling.to.principal, telling.why, telling.warning.group].join(' ');
        together.set(key, [...(together.get(key) ?? []), { ...telling, channels: [channel] }]);
      }
    const made = [...together.values()].map((all) => {
      const warnings = all.map(({ warning }) => versions.get(warning.id) ?? warning);
      const [{ why, to, channels }] = all;
      const [first] = warnings;
      // The version counts up with each change: the same key is never another message.
      const key = `warnings/${first.id}.${first.version}/${why}/${channels[0]}/${to.principal}`;
      const row: NewMessage = {
        ...{ key, at_ms: this.deps.clock.now(), why, channel: channels[0] },
        ...{ recipient: to.principal, recipient_name: to.name, warnings: warnings.map(({ id }) => id) },
      };
      return { row, warnings };
    });
    return {
      messages: made.map(({ row }) => row),
      send: async (tx: Db) => {
        for (const { row, warnings } of made)
          await this.deps.outbox.queue(tx, {
            ...{ key: row.key, channel: row.channel, to: row.recipient, drill: false },
            ...words.message(row.why, warnings),
            about: { module: 'warnings', id: String(warnings[0].id), opens: `/warnings/${warnings[0].id}` },
          });
      },
    };
  }
}

function isLouder(now: Warning, before: Warning | undefined): boolean {
  if (!before || !isOpen(before) || before.attention !== 'unanswered') return true;
  return rankOf(now.level) > rankOf(before.level) || now.escalation.step > before.escalation.step;
}
