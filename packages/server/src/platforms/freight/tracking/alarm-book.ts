import type { AlarmEntryKind, AlarmMeans, Bilingual } from '@opentocc/contract';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import { ClockSet, ruleAt } from '../../../kit/clocks/index.ts';
import type { Db } from '../../../kit/db.ts';
import { type AlarmRow, type Author, both, type EntryRow } from './model.ts';
import { CLOCK, CLOCK_RULES } from './rules.ts';
import type { TrackingStore } from './store.ts';
import { MEANS_WORDS } from './words.ts';

/** What is known of an alarm when it is raised. */
export type NewAlarm = Pick<
  AlarmRow,
  | ('trip' | 'plate' | 'truck' | 'driver' | 'firm' | 'kind' | 'means' | 'began_ms' | 'raised_ms')
  | ('words' | 'facts' | 'fixes' | 'stage' | 'ended_ms')
>;

export interface AlarmBookDeps {
  readonly store: Pick<TrackingStore, 'of'>;
  readonly calendar: WorkingCalendar;
  /** Leaves an SMS for the driver, in the transaction of the stage that it is of; false where there is no number. */
  readonly tellDriver: (tx: Db, row: AlarmRow, key: string) => Promise<boolean>;
  /** Says that nobody has taken an alarm, or that a driver was not met, in the transaction of that entry. */
  readonly tellOfficers: (tx: Db, row: AlarmRow, key: string) => Promise<void>;
}

const MEANS_CLOCKS = [CLOCK.sms, CLOCK.call, CLOCK.visit] as const;

/** An alarm while it is changed: what stands here when the work ends is written in one transaction. */
export class AlarmDraft {
  readonly entries: Omit<EntryRow, 'alarm'>[] = [];
  /** Stages that began: each may leave a message. */
  readonly stages: AlarmMeans[] = [];

  constructor(
    public row: AlarmRow,
    readonly clocks: ClockSet,
    readonly by: Author,
  ) {}

  set(part: Partial<AlarmRow>): void {
    this.row = { ...this.row, ...part };
  }

  note(kind: AlarmEntryKind, text: Bilingual | string): void {
    this.entries.push({ ...this.by, kind, text: typeof text === 'string' ? both(text) : text });
  }

  /** The driver is spoken to by other means from now on. */
  stage(means: AlarmMeans, why: Bilingual): void {
    const { zh, en } = MEANS_WORDS[means];
    this.clocks.withdraw(MEANS_CLOCKS, this.by.at_ms, 'next stage');
    this.set({ means, answered_ms: null });
    this.startClock(means);
    this.stages.push(means);
    this.note('staged', { zh: `转为${zh}：${why.zh}`, en: `On to a ${en}: ${why.en}` });
  }

  /** What it is about is over; somebody still has to find its cause. */
  end(at_ms: number): void {
    this.set({ ended_ms: at_ms });
    this.clocks.withdraw(MEANS_CLOCKS, this.by.at_ms, 'ended by itself');
    this.note('ended', { zh: '情况已自行结束，待查明原因', en: 'Ended by itself; its cause is to be found' });
  }

  startClock(code: string): void {
    const rule = ruleAt(CLOCK_RULES, code, this.by.at_ms);
    if (this.clocks.has(code)) this.clocks.reopen(code, this.by.at_ms, 'again');
    else this.clocks.start(code, this.by.at_ms, rule, 'alarm');
  }

  /** The driver was spoken to. */
  answered(): void {
    this.set({ answered_ms: this.by.at_ms });
    this.clocks.finish(MEANS_CLOCKS, this.by.at_ms, this.by.actor);
  }

  closeClocks(): void {
    this.clocks.withdraw(MEANS_CLOCKS, this.by.at_ms, 'closed');
    this.clocks.finish([CLOCK.take, CLOCK.close], this.by.at_ms, this.by.actor);
  }
}

/** The one way in which alarms are made and changed. */
export class AlarmBook {
  constructor(private readonly deps: AlarmBookDeps) {}

  /** Its clocks run from when it is on record: what was found in the log after a restart is nobody's delay. */
  async add(tx: Db, alarm: NewAlarm, by: Author): Promise<AlarmRow> {
    const close_by_ms = by.at_ms + ruleAt(CLOCK_RULES, CLOCK.close, by.at_ms).length;
    const row = await this.deps.store.of(tx).addAlarm({
      ...alarm,
      ...{ version: 1, state: 'open', owner: null, owner_principal: null, taken_ms: null },
      ...{ answered_ms: null, escalated: false, look_ms: null, close_by_ms, asked: null },
      ...{ cause: null, outcome: null, closed_ms: null, reopened: 0 },
    });
    return this.change(tx, row, by, (draft) => {
      draft.note('raised', alarm.words);
      for (const code of [CLOCK.take, CLOCK.close, alarm.means]) draft.startClock(code);
      draft.stages.push(alarm.means);
    });
  }

  /** Of a row that the caller holds. */
  async change(
    tx: Db,
    row: AlarmRow,
    by: Author,
    work: (draft: AlarmDraft) => Promise<void> | void,
  ): Promise<AlarmRow> {
    const queries = this.deps.store.of(tx);
    const known = await queries.clocksOf(row.id);
    const draft = new AlarmDraft(row, new ClockSet(known, this.deps.calendar), by);
    await work(draft);
    // Nothing happened: it is as it was asked for already.
    if (draft.entries.length === 0) return row;
    for (const means of draft.stages) if (means === 'sms') await this.#tell(tx, draft);
    const changed = {
      ...draft.row,
      version: row.version + 1,
      look_ms: lookOf(draft),
    };
    await queries.saveAlarm(changed);
    await queries.addEntries(draft.entries.map((entry) => ({ ...entry, alarm: row.id })));
    await queries.addClockEvents(row.id, draft.clocks.added, known);
    if (draft.entries.some(({ kind }) => kind === 'escalated'))
      await this.deps.tellOfficers(tx, changed, `tracking/escalated/${row.id}/${changed.version}`);
    return changed;
  }

  async #tell(tx: Db, draft: AlarmDraft): Promise<void> {
    const { id, version } = draft.row;
    const isLeft = await this.deps.tellDriver(tx, draft.row, `tracking/sms/${id}/${version}`);
    draft.note(
      'sms',
      isLeft
        ? { zh: '已发短信给司机', en: 'An SMS was left for the driver' }
        : { zh: '司机没有备案电话，短信未发', en: 'No number of the driver is on file: no SMS was sent' },
    );
  }
}

/** When the clock brings something next: nobody took it, or the driver was not reached. */
function lookOf({ row, clocks, by }: AlarmDraft): number | null {
  if (row.state === 'closed') return null;
  const codes = row.escalated ? MEANS_CLOCKS : [CLOCK.take, ...MEANS_CLOCKS];
  const due = codes
    .filter((code) => clocks.isRunning(code))
    .flatMap((code) => clocks.read(code, by.at_ms)?.due_ms ?? []);
  return due.length === 0 ? null : Math.min(...due);
}
