import type { Bilingual, Warning, WarningEnd, WarningNotice, WarningPerson } from '@opentocc/contract';
import type { WarningBook } from './book.ts';
import { warningsErrors } from './errors.ts';
import { ended, isNews, isOpen, type Raised, rankOf, reopened, restated, warningOf } from './model.ts';
import type { WarningPolicy } from './policy.ts';
import type { InhibitionsRow, NewEntry, SilenceRow } from './store.ts';
import * as words from './words.ts';

/** Most open warnings: what floods beyond that is no list that anybody reads. */
const MOST_OPEN = 20_000;

/** A person who is to hear of a warning, and why. */
export interface Telling {
  readonly warning: Warning;
  readonly why: WarningNotice['why'];
  readonly to: WarningPerson;
  readonly channels: readonly WarningNotice['channel'][];
}

/** What one turn of the desk does; nothing of it counts before it is committed. */
export class Turn {
  readonly entries: NewEntry[] = [];
  readonly tellings: Telling[] = [];
  readonly silences = new Map<string, SilenceRow>();
  /** What holds back what from this turn on; null where that stays as it is. */
  inhibitions: InhibitionsRow | null = null;
  /** Warnings that burn by a value that supports them no more. */
  readonly clearing = new Set<number>();
  readonly #changed = new Map<number, Warning>();
  readonly #addedByKey = new Map<string, number>();
  /** New values alone, which are no news. */
  readonly values = new Map<number, Warning>();

  constructor(
    private readonly book: WarningBook,
    private readonly policy: WarningPolicy,
    readonly now_ms: number,
    private readonly nextId: () => number,
  ) {}

  find(id: number): Warning | undefined {
    return this.#changed.get(id) ?? this.values.get(id) ?? this.book.find(id);
  }
  findOpen(key: string): Warning | undefined {
    const known = this.book.findOpen(key);
    const found = known && this.find(known.id);
    if (found && isOpen(found)) return found;
    const added = this.#addedByKey.get(key);
    const made = added === undefined ? undefined : this.#changed.get(added);
    return made && isOpen(made) ? made : undefined;
  }
  listOpen(): Warning[] {
    const known = this.book.listOpen();
    const ids = new Set(known.map(({ id }) => id));
    const added = [...this.#changed.values()].filter(({ id }) => !ids.has(id));
    return [...known.map(({ id }) => this.find(id)!), ...added].filter(isOpen);
  }

  /** Those that end in this turn and stood open before. */
  listEnded(): Warning[] {
    return [...this.#changed.values()].filter(({ id, ended_ms }) => {
      const before = this.book.find(id);
      return ended_ms !== null && before !== undefined && isOpen(before);
    });
  }

  put(warning: Warning): void {
    this.#changed.set(warning.id, warning);
    this.#addedByKey.set(warning.key, warning.id);
  }
  entry(warning: number, kind: string, text: Bilingual, by = 'system'): void {
    this.entries.push({ warning, at_ms: this.now_ms, kind, by, text });
  }

  /** What really changed, each with its next version. */
  changed(): Warning[] {
    return [...this.#changed.values()].flatMap((after) => {
      const before = this.book.find(after.id);
      if (before && !isNews(before, after)) return [];
      return [{ ...after, version: (before?.version ?? 0) + 1, changed_ms: this.now_ms }];
    });
  }

  /** Somebody says that something is wrong: a new warning, the same one at another level, or one that comes again. */
  raise(raised: Raised): Warning {
    const open = this.findOpen(raised.key);
    if (open) return this.#restate(open, raised);
    const before = this.book.findEnded(raised.key);
    const isAgain =
      before?.ended_ms != null &&
      this.now_ms - before.ended_ms <= this.policy.reopen_ms &&
      before.ended_why !== 'cancelled';
    if (isAgain) return this.#reopen(before, raised);
    if (this.book.open_count + this.#changed.size >= MOST_OPEN)
      throw warningsErrors.too_many({ most: MOST_OPEN });
    const made = warningOf(raised, this.nextId(), this.now_ms);
    this.put(made);
    this.entry(made.id, 'raised', words.raised(made));
    return made;
  }

  /** One that flaps is held open for a while instead. */
  end(warning: Warning, why: WarningEnd, at_ms = this.now_ms): void {
    const flaps = warning.origin === 'rule' && why === 'cleared' && warning.reopened >= this.policy.flaps;
    if (flaps && warning.held_until_ms === null) {
      const held_until_ms = this.now_ms + this.policy.hold_ms;
      this.put({ ...warning, held_until_ms });
      this.entry(warning.id, 'held_open', words.heldOpen(warning.reopened, held_until_ms));
      return;
    }
    if (flaps && this.now_ms < (warning.held_until_ms ?? 0)) return;
    this.put(ended(warning, at_ms, why));
    this.entry(warning.id, 'ended', words.ended(why));
  }

  /** A new value of one that burns on as it did: no news. */
  touch(warning: Warning, value: number | null): void {
    if (warning.value !== value) this.values.set(warning.id, { ...warning, value });
  }

  #restate(warning: Warning, raised: Raised): Warning {
    const now = { ...restated(warning, raised), held_until_ms: null };
    if (!isNews(warning, now)) {
      this.touch(warning, now.value);
      return now;
    }
    const worse = rankOf(now.level) > rankOf(warning.level);
    if (now.level !== warning.level) this.entry(now.id, 'level', words.level(warning.level, now.level));
    // What somebody saw to at a milder level, they have not seen to at this one.
    const made = worse ? { ...now, acknowledged: null } : now;
    this.put(made);
    return made;
  }

  #reopen(before: Warning, raised: Raised): Warning {
    const made = { ...restated(reopened(before), raised), began_ms: before.began_ms };
    this.put(made);
    this.entry(made.id, 'reopened', words.reopened(made.reopened));
    return made;
  }
}
