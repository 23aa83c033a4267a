import type { ScoreBook, StudyResult, StudyScore, Withdrawal } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Area, isWithin } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { Logger } from '../../../kit/log.ts';
import type { StudyRow } from '../studies/index.ts';
import { scoresErrors } from './errors.ts';
import { bookOf, type Shown, summaryOf } from './score-book.ts';
import { type PastOf, type Scored, scoreStudy } from './score-study.ts';
import type { ScoreEnd, ScoreRow, ScoreStore } from './store.ts';

/** An incident that begins later than this after the base is a plan, min. */
const BEGINS_WITHIN_MIN = 5;
/** From the base instant; later one could see how well it went. Assumed, 2026-11-27. */
const CONFIRM_WITHIN_MIN = 15;
const HORIZON_MIN = 60;
/** Until the last window of the hour is stored, min. */
const SETTLED_AFTER_MIN = 10;
/** Scores of one run of the job, so that none waits long for the history. */
const MOST_OF_A_RUN = 4;
const MOST_ATTEMPTS = 5;
const RETRY_AFTER_MS = 10 * MINUTE_MS;
const MOST_LISTED = 500;
/** Longer than studies: how good the twin was in another season. */
const FORGET_AFTER_MS = 1096 * DAY_MS;

/** Studies and what they came to, as the module of studies stores them. */
export interface StudyArchive {
  find(id: number): Promise<StudyRow | undefined>;
  findResult(id: number): Promise<Buffer | null>;
}

export interface ScoreDeps {
  readonly store: ScoreStore;
  readonly studies: StudyArchive;
  /** As cars find it. */
  readonly network: RoadNetwork;
  readonly pastOf: PastOf;
  readonly clock: Clock;
  readonly log: Logger;
  readonly audit: AuditSink;
}

/** Holds studies of incidents that are happening against what came. */
export class ScoreService {
  readonly #deps: ScoreDeps;

  constructor(deps: ScoreDeps) {
    this.#deps = deps;
  }

  async list(area: Area): Promise<ScoreBook> {
    const rows = await this.#deps.store.list(MOST_LISTED + 1, area);
    return bookOf(rows.slice(0, MOST_LISTED), rows.length > MOST_LISTED);
  }

  /** @throws AppError when there is neither a study nor a score of that number, or outside the area */
  async get(area: Area, id: number): Promise<StudyScore> {
    const row = await this.#deps.store.find(id);
    if (row) {
      if (!isWithin(area, row.district)) throw kitErrors.out_of_area();
      return this.#scoreOf(row);
    }
    const { name, road, district, base_ms } = await this.#requireStudy(area, id);
    const unconfirmed = {
      confirmed_ms: null,
      confirmed_by: null,
      state: 'unconfirmed',
      scored_ms: null,
    } as const;
    const summary = { study: id, name, district, base_ms, reason: null, sums: null, note: '', attempts: 0 };
    return this.#scoreOf({ ...summary, ...unconfirmed, road });
  }

  /** Says that the incident of a study is happening now; from then on it is scored, well or badly. */
  async confirm(acting: Acting, area: Area, id: number): Promise<StudyScore> {
    const { store, clock } = this.#deps;
    const { name, road, district, base_ms, status, question } = await this.#requireStudy(area, id);
    if (status === 'failed' || status === 'cancelled') throw scoresErrors.ended();
    if (question.incidents.length === 0) throw scoresErrors.no_incident();
    const begins_min = Math.max(...question.incidents.map(({ from_min }) => from_min));
    if (begins_min > BEGINS_WITHIN_MIN) throw scoresErrors.not_begun({ minutes: begins_min });
    if (clock.now() > base_ms + CONFIRM_WITHIN_MIN * MINUTE_MS)
      throw scoresErrors.too_late({ minutes: CONFIRM_WITHIN_MIN });
    const said = { confirmed_ms: clock.now(), confirmed_by: acting.session.account };
    const row = await store.add({ ...{ study: id, name, road, district, base_ms }, ...said });
    if (!row) throw scoresErrors.confirmed();
    await this.#audit(acting, 'scores.confirm', id, {}).catch(async (error: unknown) => {
      await store.remove(id);
      throw error;
    });
    return this.#scoreOf(row);
  }

  /** Takes it back while the hour runs; the study stays in the list as withdrawn. */
  async withdraw(acting: Acting, area: Area, id: number, { reason, note }: Withdrawal): Promise<StudyScore> {
    const { store, clock } = this.#deps;
    const known = await store.find(id);
    if (!known) {
      await this.#requireStudy(area, id);
      throw scoresErrors.not_confirmed();
    }
    if (!isWithin(area, known.district)) throw kitErrors.out_of_area();
    const now_ms = clock.now();
    if (now_ms > known.base_ms + HORIZON_MIN * MINUTE_MS) throw scoresErrors.closed();
    await this.#audit(acting, 'scores.withdraw', id, { reason, note });
    const row = await store.end(id, { state: 'withdrawn', reason, note, scored_ms: now_ms });
    if (!row) throw scoresErrors.closed();
    return this.#scoreOf(row);
  }

  /** Scores what is due: a few in one run, each once, however often it runs and whenever it was interrupted. */
  scoreDue = async (): Promise<void> => {
    const { store, clock, log } = this.#deps;
    const now_ms = clock.now();
    const due_ms = now_ms - (HORIZON_MIN + SETTLED_AFTER_MIN) * MINUTE_MS;
    for (const row of await store.listDue(due_ms, now_ms - RETRY_AFTER_MS, MOST_OF_A_RUN))
      try {
        await store.countAttempt(row.study, now_ms);
        const end = row.attempts < MOST_ATTEMPTS ? await this.#judge(row) : NOT_POSSIBLE;
        await store.end(row.study, { ...end, scored_ms: now_ms });
      } catch (err) {
        log.error({ err, study: row.study }, 'a study was not scored; it is tried again');
      }
  };

  /** Forgets the oldest. */
  sweep = (): Promise<void> => this.#deps.store.forget(this.#deps.clock.now() - FORGET_AFTER_MS);

  async #judge({ study, base_ms }: ScoreRow): Promise<Omit<ScoreEnd, 'scored_ms'>> {
    const { studies, network, pastOf } = this.#deps;
    const bytes = await studies.findResult(study);
    if (!bytes) return { state: 'not_scorable', reason: 'no_result' };
    const { forecast, links, network_version } = JSON.parse(bytes.toString('utf8')) as StudyResult;
    if (network_version !== network.meta.version) return { state: 'not_scorable', reason: 'another_network' };
    if (!forecast) return { state: 'not_scorable', reason: 'no_forecast' };
    const scored: Scored | null = await scoreStudy({ network, base_ms, forecast, links }, pastOf);
    if (!scored) return { state: 'no_data', reason: 'history_missing' };
    return { state: 'scored', reason: null, ...scored };
  }

  async #requireStudy(area: Area, id: number): Promise<StudyRow> {
    const row = await this.#deps.studies.find(id);
    if (!row) throw scoresErrors.unknown_study({ id });
    if (!isWithin(area, row.district)) throw kitErrors.out_of_area();
    return row;
  }

  async #scoreOf(row: Shown): Promise<StudyScore> {
    const detail = row.state === 'scored' ? await this.#deps.store.findDetail(row.study) : null;
    return {
      ...summaryOf(row),
      confirm_until_ms: row.base_ms + CONFIRM_WITHIN_MIN * MINUTE_MS,
      withdraw_until_ms: row.base_ms + HORIZON_MIN * MINUTE_MS,
      due_ms: row.base_ms + (HORIZON_MIN + SETTLED_AFTER_MIN) * MINUTE_MS,
      ...{ note: row.note, detail },
    };
  }

  #audit({ session, address }: Acting, action: string, id: number, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    const target = `study:${id}`;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

const NOT_POSSIBLE = { state: 'not_scorable', reason: 'failed' } as const;
