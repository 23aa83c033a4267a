import type { NewWeatherDrillRun, SignalLevel, WeatherDrillRun } from '@opentocc/contract';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityMinute } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { invariant } from '../../../kit/errors.ts';
import { drillMessage } from './drill-message.ts';
import { SCRIPTS, type Script, stepsOf } from './drill-scripts.ts';
import { createDrillStore, type DrillRow } from './drill-store.ts';
import { weatherErrors } from './errors.ts';
import { type Intake, shown } from './intake.ts';
import { highestSignal, proposedBy } from './signals.ts';
import { createWeatherStore, type WarningRow } from './store.ts';

const MOST_RUNS = 20;
const MOST_DECISIONS = 50;

export interface DrillRunsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly intake: Intake;
}

/** What a drill has in force, as other modules see it. */
export interface DrillWeather {
  readonly drill: number;
  readonly warnings: readonly { kind: string; level: SignalLevel; districts: readonly string[] }[];
}

/**
 * Storms of the past, run through the intake of today: each step comes as a message that is marked an exercise, by hand or
 * by an accelerated clock. The desk of warnings never hears of it, so that nobody is called out.
 */
export class DrillRuns {
  readonly #deps: DrillRunsDeps;

  constructor(deps: DrillRunsDeps) {
    this.#deps = deps;
  }

  async list(): Promise<WeatherDrillRun[]> {
    const rows = await createDrillStore(this.#deps.db).list(MOST_RUNS);
    return Promise.all(rows.map((row) => this.#view(row)));
  }

  /** Starts a script with its first step. */
  async start(acting: Acting, { script: key, speed }: NewWeatherDrillRun): Promise<WeatherDrillRun> {
    const { db, clock } = this.#deps;
    if (!SCRIPTS.some((script) => script.key === key)) throw weatherErrors.drill_unknown();
    const started_by = acting.session.account;
    const id = await db.transaction().execute(async (tx) => {
      const row = await createDrillStore(tx).add({ script: key, speed, started_ms: clock.now(), started_by });
      if (!row) throw weatherErrors.drill_busy();
      await this.#feed(tx, row, clock.now());
      return row.id;
    });
    await this.#audit(acting, 'weather.drill-start', id, { script: key, speed });
    return this.#get(id);
  }

  /** The next step now, whatever the clock says. @param fed how many had come when it was asked for */
  async next(acting: Acting, id: number, fed: number): Promise<WeatherDrillRun> {
    await this.#change(id, async (tx, row) => {
      if (row.fed_ms.length !== fed || fed >= stepsOf(scriptOf(row)).length)
        throw weatherErrors.drill_stepped();
      await this.#feed(tx, row, this.#deps.clock.now());
    });
    await this.#audit(acting, 'weather.drill-step', id, { step: fed + 1 });
    return this.#get(id);
  }

  /** Ends a drill; what it still has in force is lifted. */
  async end(acting: Acting, id: number, note: string): Promise<WeatherDrillRun> {
    const at_ms = this.#deps.clock.now();
    await this.#change(id, async (tx, row) => {
      const store = createWeatherStore(tx);
      const open = await store.listOfDrillInForce(row.id);
      const ids = open.map((one) => one.id);
      await store.end(ids, 'cancelled', at_ms);
      await createDrillStore(tx).end(id, { by: acting.session.account, at_ms, note });
    });
    await this.#audit(acting, 'weather.drill-end', id, { note });
    return this.#get(id);
  }

  /** Lets come what is due by the clock of an accelerated drill. */
  tick = async (): Promise<void> => {
    const { db, clock } = this.#deps;
    const running = await createDrillStore(db).findRunning();
    if (!running) return;
    for (let row = running; ; ) {
      const due_ms = dueOf(row);
      if (due_ms === null || due_ms > clock.now()) return;
      const fed = row.fed_ms.length;
      await this.#change(row.id, async (tx, now) => {
        if (now.fed_ms.length === fed) await this.#feed(tx, now, clock.now());
      });
      row = await this.#require(row.id);
    }
  };

  /** @throws AppError where it is over or was never there */
  async requireRunning(id: number): Promise<void> {
    const { state } = await this.#require(id);
    if (state !== 'running') throw weatherErrors.drill_over();
  }

  /** What the drill that runs has in force; empty where none runs. */
  async weather(): Promise<DrillWeather[]> {
    const { db } = this.#deps;
    const row = await createDrillStore(db).findRunning();
    if (!row) return [];
    const warnings = await createWeatherStore(db).listOfDrillInForce(row.id);
    return [{ drill: row.id, warnings: warnings.flatMap(asSeen) }];
  }

  async #feed(tx: Db, row: DrillRow, now_ms: number): Promise<void> {
    const script = scriptOf(row);
    const seq = row.fed_ms.length;
    const [before, step] = [stepsOf(script)[seq - 1], stepsOf(script)[seq]];
    if (step.signal !== (before?.signal ?? null)) {
      const open = await createWeatherStore(tx).listOfDrillInForce(row.id);
      const content = drillMessage(script, {
        ...{ drill: row.id, seq, sent_ms: now_ms, signal: step.signal, open },
        ...{ what: step.what.zh, storm_time: cityMinute(step.at_ms) },
      });
      await this.#deps.intake.takeOfDrill(tx, row.id, content);
    }
    await createDrillStore(tx).fed(row.id, now_ms);
  }

  #change(id: number, work: (tx: Db, row: DrillRow) => Promise<void>): Promise<void> {
    return this.#deps.db.transaction().execute(async (tx) => {
      const row = await createDrillStore(tx).lock(id);
      if (!row) throw weatherErrors.drill_unknown();
      if (row.state !== 'running') throw weatherErrors.drill_over();
      await work(tx, row);
    });
  }

  async #require(id: number): Promise<DrillRow> {
    const row = await createDrillStore(this.#deps.db).find(id);
    if (!row) throw weatherErrors.drill_unknown();
    return row;
  }

  #get = async (id: number): Promise<WeatherDrillRun> => this.#view(await this.#require(id));

  async #view(row: DrillRow): Promise<WeatherDrillRun> {
    const store = createWeatherStore(this.#deps.db);
    const script = scriptOf(row);
    const signal = highestSignal(await store.signals(row.id));
    const { id, speed, state, started_ms, started_by, ended_ms, ended_by, note, fed_ms } = row;
    return {
      ...{ id, script: row.script, name: script.name, speed, state, started_ms, started_by },
      ...{ ended_ms, ended_by, note, signal, proposed: proposedBy(signal), next_ms: dueOf(row) },
      steps: stepsOf(script).map((step, seq) => ({ ...step, fed_ms: fed_ms[seq] ?? null })),
      decisions: await store.listDecisions(MOST_DECISIONS, id),
      warnings: (await store.listOfDrill(id)).map(shown),
    };
  }

  #audit({ session, address }: Acting, action: string, id: number, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    const target = `weather-drill:${id}`;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

/** Scripts are never taken away: what was drilled stays readable. */
function scriptOf({ script: key }: DrillRow): Script {
  const script = SCRIPTS.find((one) => one.key === key);
  invariant(script, `the script ${key} is there for as long as a drill refers to it`);
  return script;
}

/** When the next step comes by itself; null for never. */
function dueOf(row: DrillRow): number | null {
  const { speed, state, started_ms, fed_ms } = row;
  const steps = stepsOf(scriptOf(row));
  const next = steps[fed_ms.length];
  if (speed === null || state !== 'running' || !next) return null;
  return started_ms + Math.round((next.at_ms - steps[0].at_ms) / speed);
}

const asSeen = ({ kind, level, area: { districts } }: WarningRow) =>
  level === null ? [] : [{ kind, level, districts }];
