import type {
  AskPlatform,
  PlatformAlarm,
  PlatformPaper,
  PlatformRequest,
  PlatformRequests,
} from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Message } from '@opentocc/protocols/jt809';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import type { KeyService } from '../keys/index.ts';
import { maskPlate, type Registry } from '../sources/index.ts';
import { Asked, answerOf } from './asked.ts';
import { interchangeErrors } from './errors.ts';
import { questionOf, supervisionOf } from './questions.ts';
import { createReportStore, type ReportStore } from './report-store.ts';
import { ReportWriter } from './report-writer.ts';
import { fullPaper, maskedPaper, reportOf } from './reports.ts';
import { disciplineOf, shownRequest } from './request-state.ts';
import {
  createRequestStore,
  type GivenAnswer,
  type NewRequest,
  type RequestRow,
  type RequestStore,
} from './request-store.ts';
import type { PlatformMessage, Superior } from './superior.ts';

export interface TalkDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly registry: Pick<Registry, 'index' | 'getSource'>;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly superior: Pick<Superior, 'messages' | 'ask' | 'linkOf'>;
  /** Sources whose platforms are registered. */
  readonly listPlatforms: () => readonly number[];
}

/** Questions to one platform that may wait at once. */
const MOST_OPEN = 50;
const DISCIPLINE_MS = 30 * DAY_MS;
/** Assumed: as long as traces of vehicles are retained. */
const RETAINED_MS = 183 * DAY_MS;

/** What we ask of platforms and what they answer, in time or not; and what they report of alarms, drivers and loads. */
export class Talk {
  readonly #deps: TalkDeps;
  readonly #store: RequestStore;
  readonly #reports: ReportStore;
  readonly #writer: ReportWriter;
  readonly #asked = new Asked();
  readonly #unsubscribe: () => void;
  #answering: Promise<unknown> = Promise.resolve();

  private constructor(deps: TalkDeps) {
    this.#deps = deps;
    this.#store = createRequestStore(deps.db, deps.keys);
    this.#reports = createReportStore(deps.db, deps.keys);
    this.#writer = new ReportWriter({ store: this.#reports, log: deps.log, now: deps.clock.now });
    this.#unsubscribe = deps.superior.messages.subscribe((heard) => this.#hear(heard));
  }

  /** With the questions that waited when the platform ended. */
  static async open(deps: TalkDeps): Promise<Talk> {
    const talk = new Talk(deps);
    for (const request of await talk.#store.listOpen(deps.clock.now() - DAY_MS))
      talk.#asked.add(request, null);
    return talk;
  }

  /** @throws AppError when the platform is not logged in, or the vehicle is not one of it. */
  async ask(what: AskPlatform, by: string): Promise<PlatformRequest> {
    const { source, kind, plate, question, within_min } = what;
    this.#deps.registry.getSource(source);
    if (kind !== 'post_check' && !plate) throw interchangeErrors.vehicle_missing();
    if (kind === 'post_check' && !question) throw interchangeErrors.question_missing();
    const vehicle = kind === 'post_check' || !plate ? undefined : this.#vehicleOf(source, plate);
    const asked_ms = this.#deps.clock.now();
    const due_ms = asked_ms + within_min * MINUTE_MS;
    const about = { plate: vehicle?.plate ?? null, alarm: null, question: question ?? '' };
    return this.#send({ source, kind, ...about, asked_by: by, asked_ms, due_ms }, (stored) =>
      questionOf(stored, what, vehicle),
    );
  }

  /** Demands that an alarm is handled. @throws AppError when it is not known, or its platform is not logged in. */
  async supervise(
    id: number,
    { within_min, urgent }: { readonly within_min: number; readonly urgent: boolean },
    by: string,
  ): Promise<PlatformRequest> {
    const alarm = await this.#reports.findAlarm(id);
    if (!alarm) throw interchangeErrors.alarm_unknown({ id });
    const { source, plate, text } = alarm;
    if (plate === null) throw interchangeErrors.alarm_without_vehicle({ id });
    const vehicle = this.#vehicleOf(source, plate);
    const asked_ms = this.#deps.clock.now();
    const until_ms = asked_ms + within_min * MINUTE_MS;
    const about = { kind: 'supervision' as const, plate, alarm: id, question: text, asked_by: by };
    return this.#send({ source, ...about, asked_ms, due_ms: until_ms }, (stored) =>
      supervisionOf(stored, alarm, vehicle, { urgent, supervisor: by, until_ms }),
    );
  }

  async list(source: number | undefined, limit: number): Promise<PlatformRequests> {
    const now_ms = this.#deps.clock.now();
    const requests = await this.#store.listRequests(source, limit);
    const times = await this.#store.listTimes(now_ms - DISCIPLINE_MS);
    const { registry, superior } = this.#deps;
    return {
      platforms: this.#deps.listPlatforms().map((one) => ({
        source: one,
        name: registry.getSource(one).name,
        connected: superior.linkOf(one) !== undefined,
      })),
      requests: requests.map((request) => shownRequest(request, now_ms)),
      discipline: disciplineOf(times, now_ms),
    };
  }

  async listAlarms(source: number | undefined, limit: number): Promise<PlatformAlarm[]> {
    const alarms = await this.#reports.listAlarms(source, limit);
    return alarms.map(({ info_id: _, plate, ...alarm }) => ({ ...alarm, plate: plate && maskPlate(plate) }));
  }

  async listPapers(source: number | undefined, limit: number): Promise<PlatformPaper[]> {
    return (await this.#reports.listPapers(source, limit)).map(maskedPaper);
  }

  /** In full. @throws AppError when there is none. */
  async revealPaper(id: number): Promise<PlatformPaper> {
    const paper = await this.#reports.findPaper(id);
    if (!paper) throw interchangeErrors.paper_unknown({ id });
    return fullPaper(paper);
  }

  async sweep(): Promise<void> {
    const now_ms = this.#deps.clock.now();
    this.#asked.forget(now_ms);
    await this.#store.deleteBefore(now_ms - RETAINED_MS);
    await this.#reports.deleteAlarmsBefore(now_ms - RETAINED_MS);
  }

  /** Reports that were not stored: too many at once. */
  get reports_left_out(): number {
    return this.#writer.left_out;
  }

  /** Resolves when what was heard so far is stored. */
  async settle(): Promise<void> {
    await Promise.all([this.#writer.settle(), this.#answering]);
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await Promise.all([this.#writer.close(), this.#answering]);
  }

  #hear({ source, message }: PlatformMessage): void {
    const { registry, clock } = this.#deps;
    const named = plateIn(message);
    const vehicle = named === undefined ? undefined : registry.index.findByPlate(named);
    // What a platform says of a vehicle of another source is not taken, as with positions.
    if (named !== undefined && vehicle?.source !== source) return;
    const at_ms = clock.now();
    const report = reportOf(message, { source, plate: vehicle?.plate ?? null, received_ms: at_ms });
    if (report) this.#writer.take(source, report);
    const answer = answerOf(message, vehicle?.plate, at_ms);
    const request = answer && this.#asked.settle(source, answer.clue);
    if (answer && request) this.#answered(request, answer.given);
  }

  #answered({ id }: RequestRow, given: GivenAnswer): void {
    const { log } = this.#deps;
    const before = this.#answering;
    this.#answering = this.#store
      .answerRequest(id, given)
      .catch((err: unknown) => log.error({ err }, 'an answer of a platform could not be stored'))
      .then(() => before);
  }

  #vehicleOf(source: number, plate: string) {
    const vehicle = this.#deps.registry.index.findByPlate(plate);
    if (vehicle?.source !== source) throw interchangeErrors.vehicle_not_its({ plate, id: source });
    return vehicle;
  }

  /** Stored before it goes out, so that no answer comes before its question. */
  async #send(request: NewRequest, messageOf: (request: RequestRow) => Message): Promise<PlatformRequest> {
    const { source } = request;
    const { clock, superior } = this.#deps;
    const open = this.#asked.waiting(source, clock.now());
    if (open >= MOST_OPEN) throw interchangeErrors.too_many_open({ id: source, count: open });
    const stored = await this.#store.addRequest(request);
    const serial = superior.ask(source, messageOf(stored));
    if (serial === null) {
      await this.#store.removeRequest(stored.id);
      throw interchangeErrors.not_connected({ id: source });
    }
    this.#asked.add(stored, serial);
    return shownRequest(stored, clock.now());
  }
}

/** The plate that a message names: before its sub-type, or within an alarm of 2019. */
function plateIn(message: Message): string | undefined {
  if (message.kind === 'raw') return undefined;
  const inside = 'plate' in message && typeof message.plate === 'string' ? message.plate : '';
  return (message.vehicle?.plate ?? inside) || undefined;
}
