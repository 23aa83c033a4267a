import type { WeatherIntake, WeatherMessage, WeatherWarning } from '@opentocc/contract';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { invariant } from '../../../kit/errors.ts';
import { weatherErrors } from './errors.ts';
import { type Incoming, type Read, readCapMessage, readNationalMessage } from './from-message.ts';
import { createWeatherStore, type WarningRow, type WeatherStore } from './store.ts';

export interface WeatherIntakeDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** Codes of the districts of the city. */
  readonly districts: readonly string[];
}

/** Takes messages of weather services; each changes the chain that it belongs to, and a second copy changes nothing. */
export class Intake {
  readonly #deps: WeatherIntakeDeps;

  constructor(deps: WeatherIntakeDeps) {
    this.#deps = deps;
  }

  /** @throws AppError where nothing in it can be used: then nothing of it is taken */
  take({ format, content }: WeatherMessage): Promise<WeatherIntake> {
    const { districts } = this.#deps;
    return this.#store(
      format === 'cap'
        ? readCapMessage(Buffer.from(content), districts)
        : readNationalMessage(content, districts),
    );
  }

  takeBytes(bytes: Uint8Array): Promise<WeatherIntake> {
    return this.#store(readCapMessage(bytes, this.#deps.districts));
  }

  /** As any other message, in the caller's transaction: all that it says is an exercise of the drill. */
  async takeOfDrill(tx: Db, drill: number, content: string): Promise<void> {
    const { incoming, findings, refusal } = readCapMessage(Buffer.from(content), this.#deps.districts);
    invariant(refusal === null && findings.length === 0, 'a drill feeds what can be read');
    await this.#apply(
      tx,
      incoming.map((one) => ({ ...one, exercise: true })),
      drill,
    );
  }

  /** All that is in one file, or nothing of it. */
  #store({ incoming, findings, refusal }: Read): Promise<WeatherIntake> {
    if (refusal !== null) throw weatherErrors.unreadable({ reason: refusal });
    return this.#deps.db.transaction().execute(async (tx) => ({
      ...(await this.#apply(tx, incoming, null)),
      findings: [...findings],
    }));
  }

  async #apply(tx: Db, incoming: readonly Incoming[], drill: number | null) {
    const store = createWeatherStore(tx);
    const now_ms = this.#deps.clock.now();
    const taken: WeatherWarning[] = [];
    let known = 0;
    for (const one of [...incoming].sort((a, b) => a.issued_ms - b.issued_ms)) {
      const row = await apply(store, one, drill, now_ms);
      if (row) taken.push(shown(row));
      else known++;
    }
    return { taken, known };
  }
}

/** @returns undefined where the message is here already */
async function apply(
  store: WeatherStore,
  message: Incoming,
  drill: number | null,
  now_ms: number,
): Promise<WarningRow | undefined> {
  const { type, references, findings, ...told } = message;
  const named = await store.findInForce(references.filter((one) => one !== message.identifier));
  // An exercise ends nothing that is real, and nobody but a drill what belongs to it.
  const before = named.filter((one) => one.drill === drill && one.exercise === message.exercise);
  const isOver = message.expires_ms !== null && message.expires_ms <= now_ms;
  const state =
    type === 'Cancel' ? ('cancelled' as const) : isOver ? ('expired' as const) : ('in_force' as const);
  const { identifier, sender, kind, level, exercise, title, text, area, issued_ms, expires_ms } = told;
  const first = before[0];
  const row = await store.add({
    ...{ identifier, sender, exercise, drill, title, text, issued_ms, expires_ms, state },
    kind: kind || (first?.kind ?? ''),
    level: level ?? (type === 'Cancel' ? (first?.level ?? null) : null),
    ...{ area, replaces: first?.id ?? null, findings: [...findings] },
  });
  if (row && type !== 'Alert')
    await store.end(
      before.map(({ id }) => id),
      type === 'Cancel' ? 'cancelled' : 'updated',
      now_ms,
    );
  return row;
}

export const shown = ({ told: _, ...warning }: WarningRow): WeatherWarning => warning;
