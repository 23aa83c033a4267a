import type { Bilingual, CaseClasses, ClassRules, ClassTraining } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { type Clock, cityDay, cityDayStart } from '../../../kit/clock.ts';
import type { Logger } from '../../../kit/log.ts';
import type { Cases, CasesModule, ExampleStore } from '../cases/index.ts';
import { TYPE_CLASSES } from '../cases/index.ts';
import { caseClassErrors } from './errors.ts';
import type { TaxonomyDay } from './model.ts';
import { unpackModel } from './packed-model.ts';
import { CLASS_RULES, classRulesOn } from './rules.ts';
import type { ClassStore } from './store.ts';
import { createModelSuggester } from './suggest-by-model.ts';
import { Training, type TrainingDeps, TrainingEnded } from './training.ts';

export interface CaseClassesDeps {
  readonly store: ClassStore;
  readonly examples: ExampleStore;
  readonly taxonomy: Pick<Cases['taxonomy'], 'inUse' | 'today'>;
  readonly units: Pick<Cases['units'], 'names'>;
  readonly suggester: Pick<CasesModule['suggester'], 'use'>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error' | 'warn' | 'info'>;
  readonly rules?: readonly ClassRules[];
  readonly startThread?: TrainingDeps['startThread'];
}

/** A model is trained at night, when the hotline is quiet: hour of the city, [from, to). */
const NIGHT = { from_hour: 2, to_hour: 5 };
/** By day too, once there are as many times the closed cases that the last training had: an operator begins with few. */
const GROWN = 2;

const DAMAGED: Bilingual = {
  zh: '存储的分类模型无法读取，暂按规则词推荐；下次训练后恢复',
  en: 'The stored model cannot be read; the words of the taxonomy suggest until the next training',
};

/** Trains on closed cases, puts what was learned in the place of the words where it is not worse, and says which of them suggests. */
export class CaseClassesService {
  readonly #deps: CaseClassesDeps;
  #in_use: CaseClasses['in_use'] = null;
  #trouble: Bilingual | null = null;
  #trainings: readonly ClassTraining[] = [];
  #units: ReadonlySet<string> = new Set();
  #training: Training | undefined;
  /** From the moment on at which one is asked for. */
  #isBusy = false;
  #isClosed = false;
  #work: Promise<void> = Promise.resolve();

  constructor(deps: CaseClassesDeps) {
    this.#deps = deps;
  }

  /** Puts the model to use that was found good last. One that is damaged is a warning: the words go on. */
  load = async (): Promise<void> => {
    const { store, log } = this.#deps;
    await store.interruptAll();
    const decided = await store.findDecided();
    if (decided?.state === 'used')
      try {
        await this.#use(decided, decided.model);
      } catch (err) {
        this.#trouble = DAMAGED;
        log.warn({ err, training: decided.id }, 'a stored model of case classes cannot be read');
      }
    this.#trainings = await store.list();
  };

  describe(): CaseClasses {
    const trainings = [...this.#trainings];
    return { in_use: this.#in_use, trouble: this.#trouble, rules: this.#rules(), trainings };
  }

  /** @param account who asks for it; null for the platform itself. @throws AppError when one is under way */
  async begin(account: string | null): Promise<CaseClasses> {
    const { store, examples, clock, log, startThread } = this.#deps;
    if (this.#isBusy || this.#isClosed) throw caseClassErrors.training();
    this.#isBusy = true;
    try {
      const rules = this.#rules();
      const id = await store.begin(clock.now(), account, await examples.countClosed(), rules);
      const deps = { log, examples, ...(startThread && { startThread }) };
      this.#training = new Training(deps, { rules, day: { ...this.#day(), units: null } });
      if (this.#isClosed) this.#training.end('the platform stops');
      this.#work = this.#run(id, this.#training);
      this.#trainings = await store.list();
    } catch (error) {
      if (!this.#training) this.#isBusy = false;
      throw error;
    }
    return this.describe();
  }

  /** Each night; and by day while the closed cases grow to twice those of the last training, or its model is damaged. */
  whenDue = async (): Promise<void> => {
    await this.#readUnits();
    if (!this.#isBusy && !this.#isClosed && (await this.#isDue())) await this.begin(null);
  };

  /** Resolves when no training is under way. */
  settled = (): Promise<void> => this.#work;

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#training?.end('the platform stops');
    await this.#work;
  }

  async #isDue(): Promise<boolean> {
    const now_ms = this.#deps.clock.now();
    const [last] = this.#trainings;
    const { least_cases, least_categories } = this.#rules();
    const closed = await this.#deps.examples.countClosed();
    if (closed < least_cases * least_categories) return false;
    if (closed >= GROWN * (last?.closed ?? 0)) return true;
    if (this.#trouble && last?.state === 'used') return true;
    const hour = (now_ms - cityDayStart(now_ms)) / HOUR_MS;
    const isNight = hour >= NIGHT.from_hour && hour < NIGHT.to_hour;
    return isNight && cityDay(last?.began_ms ?? 0) !== cityDay(now_ms);
  }

  #rules(): ClassRules {
    return classRulesOn(cityDay(this.#deps.clock.now()), this.#deps.rules ?? CLASS_RULES);
  }

  #day(): TaxonomyDay {
    const { taxonomy, clock } = this.#deps;
    const now_ms = clock.now();
    const categories = taxonomy.inUse(now_ms).map(({ code, unit, words }) => ({ code, unit, words }));
    return { categories, today: taxonomy.today(now_ms), types: TYPE_CLASSES, units: this.#units };
  }

  async #readUnits(): Promise<void> {
    this.#units = new Set((await this.#deps.units.names()).keys());
  }

  async #run(id: number, training: Training): Promise<void> {
    const { store, clock, log } = this.#deps;
    try {
      const learned = await training.run();
      await store.finish(id, clock.now(), learned);
      const decided = await store.findDecided();
      if (decided?.id === id) await this.#decide(decided, learned.model);
      log.info({ training: id, state: learned.state, cases: learned.cases }, 'case classes were learned');
    } catch (err) {
      await this.#fail(id, err);
    } finally {
      this.#training = undefined;
      this.#isBusy = false;
      await store
        .list()
        .then((all) => {
          this.#trainings = all;
        })
        .catch((err) => log.error({ err }, 'trainings of case classes could not be read'));
    }
  }

  async #decide(decided: ClassTraining, model: Uint8Array | null): Promise<void> {
    if (decided.state === 'used') return this.#use(decided, model);
    this.#deps.suggester.use(null);
    this.#in_use = null;
    this.#trouble = null;
  }

  /** @throws Error when the model is missing or damaged */
  async #use({ id, ended_ms, began_ms }: ClassTraining, packed: Uint8Array | null): Promise<void> {
    if (packed === null) throw new Error(`training ${id} has no model`);
    const suggest = createModelSuggester(await unpackModel(packed), id, this.#rules().most_letters);
    await this.#readUnits();
    this.#deps.suggester.use((asked) => suggest(this.#day(), asked));
    this.#in_use = { training: id, since_ms: ended_ms ?? began_ms };
    this.#trouble = null;
  }

  async #fail(id: number, err: unknown): Promise<void> {
    const { store, clock, log } = this.#deps;
    const isEnded = err instanceof TrainingEnded;
    if (!isEnded) log.error({ err, training: id }, 'case classes could not be learned');
    await store
      .fail(id, clock.now(), isEnded ? 'interrupted' : 'failed', String(err))
      .catch((error) => log.error({ err: error }, 'the end of a training could not be put on record'));
  }
}
