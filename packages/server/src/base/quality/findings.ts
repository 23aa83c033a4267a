import type { Finding } from './finding.ts';
import type { FindingStore } from './finding-store.ts';
import type { Diagnosis, Symptom } from './symptom.ts';

/** Looks in a row that must show a symptom before a finding opens, and must miss it before it closes. */
const OPEN_AFTER = 2;
const CLOSE_AFTER = 5;
/** A share that falls short must do so for as long as the minutes that it is measured over: a hiccup is no finding. */
const SHORTFALL_LASTS_MS = 14 * 60_000;
const SHORTFALLS: ReadonlySet<Symptom['kind']> = new Set<Symptom['kind']>([
  'service_level',
  'incomplete',
  'late',
  'invalid',
  'duplicates',
  'spoof',
]);

/** A look at fewer than this share of the vehicles that showed it does not say that it is gone. */
const LEAST_JUDGED_SHARE = 0.5;

/** Findings restored after a restart. */
const MOST_OPEN = 10_000;

const keyOf = ({ source, kind, variant }: Pick<Symptom, 'source' | 'kind' | 'variant'>) =>
  `${source}/${kind}/${variant}`;

/**
 * Findings opened and closed by the data itself. What cannot be judged now, a terminal that is switched off say, leaves
 * a finding as it is: only a look that could have seen the symptom and did not counts towards its end.
 */
export class Findings {
  readonly #store: FindingStore;
  readonly #open = new Map<string, Finding>();
  readonly #seen = new Map<string, { times: number; since_ms: number }>();
  readonly #missed = new Map<string, number>();

  constructor(store: FindingStore) {
    this.#store = store;
  }

  /** Takes up what stands open in the store. */
  async recall(): Promise<void> {
    for (const finding of await this.#store.list({ state: 'open', limit: MOST_OPEN }))
      this.#open.set(keyOf(finding), finding);
  }

  /** Takes one look at everything. */
  async take(diagnoses: readonly Diagnosis[], now_ms: number): Promise<void> {
    const present = new Set<string>();
    for (const symptom of diagnoses.flatMap(({ symptoms }) => symptoms)) {
      present.add(keyOf(symptom));
      await this.#see(symptom, now_ms);
    }
    for (const key of this.#seen.keys()) if (!present.has(key)) this.#seen.delete(key);
    for (const [key, finding] of this.#open)
      if (!present.has(key)) await this.#miss(key, finding, diagnoses, now_ms);
  }

  async #see(symptom: Symptom, now_ms: number): Promise<void> {
    const key = keyOf(symptom);
    this.#missed.delete(key);
    const open = this.#open.get(key);
    if (open) {
      const finding: Finding = { ...open, ...symptom, evidence: [...symptom.evidence], last_seen_ms: now_ms };
      this.#open.set(key, finding);
      await this.#store.save(finding);
      return;
    }
    const seen = this.#seen.get(key) ?? { times: 0, since_ms: now_ms };
    seen.times++;
    this.#seen.set(key, seen);
    const lasts_ms = SHORTFALLS.has(symptom.kind) ? SHORTFALL_LASTS_MS : 0;
    if (seen.times < OPEN_AFTER || now_ms - seen.since_ms < lasts_ms) return;
    this.#seen.delete(key);
    const times = { since_ms: seen.since_ms, last_seen_ms: now_ms, closed_ms: null };
    this.#open.set(key, await this.#store.add({ ...symptom, evidence: [...symptom.evidence], ...times }));
  }

  async #miss(key: string, finding: Finding, diagnoses: readonly Diagnosis[], now_ms: number): Promise<void> {
    const look = diagnoses.find(({ source, kind }) => source === finding.source && kind === finding.kind);
    if (!look || look.vehicles_judged < LEAST_JUDGED_SHARE * finding.vehicles_judged) return;
    const missed = (this.#missed.get(key) ?? 0) + 1;
    this.#missed.set(key, missed);
    if (missed < CLOSE_AFTER) return;
    this.#missed.delete(key);
    this.#open.delete(key);
    await this.#store.save({ ...finding, closed_ms: now_ms });
  }
}
