import type { CaseSuggestion } from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Attachments, PreparedFile } from '../../../base/attachments/index.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import { cityDay } from '../../../kit/clock.ts';
import { ClockSet } from '../../../kit/clocks/index.ts';
import type { Db } from '../../../kit/db.ts';
import { type Askers, concealed } from './askers.ts';
import { type Change, Draft, standing, startRound } from './changes.ts';
import { casesErrors } from './errors.ts';
import { linksIn } from './links.ts';
import type { Author, CaseRow, NewEntry, Taken, TakenCase } from './model.ts';
import { outsideRule } from './outside.ts';
import type { RoadNames } from './road-names.ts';
import type { RuleFinder } from './rule-book.ts';
import { type CaseQueries, type CaseStore, lockKey } from './store.ts';
import { askedFor, type Suggest } from './suggesting.ts';
import type { Taxonomy } from './taxonomy.ts';
import { CHANNEL_WORDS, TYPE_WORDS } from './words.ts';

export interface IntakeDeps {
  readonly store: CaseStore;
  readonly calendar: WorkingCalendar;
  readonly attachments: Pick<Attachments, 'prepare' | 'add'>;
  readonly askers: Askers;
  readonly taxonomy: Pick<Taxonomy, 'require' | 'inUse'>;
  readonly rule: RuleFinder;
  /** Code of the district of a place; null where it lies in none. */
  readonly districtAt: (lon: number, lat: number) => string | null;
  readonly roads: RoadNames;
  readonly suggest: Suggest;
  readonly within: (tx: Db, changes: readonly Change[]) => Promise<void>;
  readonly committed: (changes: readonly Change[]) => Promise<void>;
}

/** What was suggested while it was typed, to be held against what was decided. */
export type Suggested = readonly CaseSuggestion[];

/** The clock of who sends it may be a little fast; a letter lies for weeks. Assumed, 2026-11-28. */
const FAST_MS = 5 * MINUTE_MS;
const OLDEST_DAYS = 60;
const TITLE_LENGTH = 30;
const MOST_FILES = 20;

/** Takes in what people bring by whichever way: each once, however often it is sent. */
export function createIntake(deps: IntakeDeps) {
  const { store, attachments, within, committed } = deps;

  async function begin(
    tx: Db,
    taken: TakenCase,
    files: readonly PreparedFile[],
    by: Author,
    suggested: Suggested,
  ) {
    const queries = store.of(tx);
    const { category_by, ...filed } = filedUnder(deps, taken, by.at_ms);
    const number = await numberOf(queries, by.at_ms);
    const clocks = new ClockSet(new Map(), deps.calendar);
    const draft = new Draft({ ...rowOf(deps, taken, filed, number, by), id: 0, version: 1 }, clocks, by);
    start(draft, deps.rule);
    const { id: _, version: __, ...row } = standing(draft.row, clocks, deps.calendar, by.at_ms);
    const { id } = await queries.add(row);
    await queries.addClockEvents(id, clocks.added, new Map());
    await addParts(queries, id, taken, suggested, row);
    const entries = [
      receivedEntry(taken, row, category_by),
      ...(await addFiles(tx, queries, id, files, taken, by)),
    ];
    await queries.addEntries(id, by, entries);
    return { id, number, changes: [{ id, entries, by }] };
  }

  async function addParts(
    queries: CaseQueries,
    id: number,
    taken: TakenCase,
    suggested: Suggested,
    { category, text, received_ms }: Pick<CaseRow, 'category' | 'text' | 'received_ms'>,
  ): Promise<void> {
    const original = text === taken.text ? null : taken.text;
    await queries.askers.add(await deps.askers.seal(id, taken.asker, original));
    await queries.links.add(id, linksIn(taken, deps.roads));
    if (suggested.length > 0)
      await queries.suggested.add({ case: id, suggested, category, unit: null, at_ms: received_ms });
  }

  async function addFiles(
    tx: Db,
    queries: CaseQueries,
    id: number,
    files: readonly PreparedFile[],
    taken: TakenCase,
    { actor: author, at_ms }: Author,
  ): Promise<NewEntry[]> {
    const entries: NewEntry[] = [];
    for (const [i, file] of files.entries()) {
      const { hash, name, media, content } = file;
      const note = taken.attachments?.[i]?.note ?? '';
      await attachments.add(tx, file);
      const added = await queries.attachments.add({ case: id, hash, name, author, at_ms, note });
      entries.push({
        ...{ kind: 'attachment', zh: `附件：${name}`, en: `Attached: ${name}` },
        detail: { attachment: added.id, hash, media, bytes: content.length },
      });
    }
    return entries;
  }

  return {
    /** @throws AppError where it cannot be taken as it is: nothing is written then */
    async take(taken: TakenCase, by: Author, suggested: Suggested = []): Promise<Taken> {
      checkReceived(taken, by);
      const given = taken.attachments ?? [];
      if (given.length > MOST_FILES) throw casesErrors.too_many_attachments({ most: MOST_FILES });
      const files = await Promise.all(given.map(({ name, content }) => attachments.prepare(name, content)));
      const done = await store.transaction(async (tx) => {
        await lockKey(tx, `${taken.channel}/${taken.key}`);
        const known = await store.of(tx).findByKey(taken.channel, taken.key);
        if (known) return { id: known.id, number: known.number, is_new: false, changes: [] };
        const begun = await begin(tx, taken, files, by, suggested);
        await within(tx, begun.changes);
        return { ...begun, is_new: true };
      });
      await committed(done.changes);
      const { id, number, is_new } = done;
      return { id, number, is_new };
    },
  };
}

function checkReceived({ received_ms }: TakenCase, { at_ms }: Author): void {
  if (received_ms === undefined) return;
  if (received_ms > at_ms + FAST_MS || received_ms < at_ms - OLDEST_DAYS * DAY_MS)
    throw casesErrors.received_late({ days: OLDEST_DAYS });
}

type Filed = Pick<CaseRow, 'type' | 'category' | 'field'> & {
  /** Who filed it, where nobody who brought it said a category: until somebody corrects it, it is a guess. */
  readonly category_by: string | null;
};

/** By what was said or, where nothing was, by what the text speaks for. */
function filedUnder({ taxonomy, suggest, districtAt }: IntakeDeps, taken: TakenCase, at_ms: number): Filed {
  const { text, place, meant = null, links = [] } = taken;
  const isGuessed = taken.category === undefined;
  const asked = askedFor({ text, meant, links: [...links], ...(place && { place }) }, districtAt);
  const likely = isGuessed || taken.type === undefined ? suggest(asked)[0] : undefined;
  const code = taken.category ?? likely?.category ?? taxonomy.inUse(at_ms)[0].code;
  const { field, code: category } = taxonomy.require(code, at_ms);
  return {
    ...{ category, field, type: taken.type ?? likely?.type ?? 'consultation' },
    category_by: isGuessed ? guesserOf(likely) : null,
  };
}

const guesserOf = (likely: CaseSuggestion | undefined): string =>
  likely === undefined ? 'none' : likely.by === 'model' ? `model:${likely.model}` : 'words';

/** "SZ12328-20261128-000123": of the day on which it is taken, so that numbers of a day follow each other. */
async function numberOf(queries: CaseQueries, at_ms: number): Promise<string> {
  const day = cityDay(at_ms);
  const last = await queries.nextNumber(day);
  return `SZ12328-${day.replaceAll('-', '')}-${String(last).padStart(6, '0')}`;
}

function rowOf(
  { districtAt }: IntakeDeps,
  taken: TakenCase,
  filed: Omit<Filed, 'category_by'>,
  number: string,
  by: Author,
): Omit<CaseRow, 'id' | 'version'> {
  const { channel, key, asker, place, outside = null, meant = null, call = null } = taken;
  const [lon, lat] = [place?.lon ?? null, place?.lat ?? null];
  const shown = (text: string) => (asker.secret ? concealed(text, asker) : text);
  const text = shown(taken.text);
  return {
    ...{ number, state: 'received', ...filed, channel, key, text, place: place?.text ?? '', lon, lat },
    title: shown(taken.title ?? titleOf(taken.text)),
    district: lon === null || lat === null ? null : districtAt(lon, lat),
    ...{ meant, outside, call, secret: asker.secret, answer_by: asker.answer_by },
    received_ms: Math.min(taken.received_ms ?? by.at_ms, by.at_ms),
    ...{ unit: null, dispatched_ms: null, accepted_ms: null, answered_ms: null, closed_ms: null },
    ...{ at_once: false, supervision: 'none', card: 'none', round: 1, dispatches: 0, reworks: 0, returns: 0 },
    ...{
      requests: 0,
      referred_to: null,
      merged_into: null,
      cluster: null,
      clock: null,
      due_ms: null,
      soon_ms: null,
    },
  };
}

/** The first sentence, or as much of it as lists can show. */
function titleOf(text: string): string {
  const [first] = text.trim().split(/[。！？\n]/);
  return first.length <= TITLE_LENGTH
    ? first || text.slice(0, TITLE_LENGTH)
    : `${first.slice(0, TITLE_LENGTH - 1)}…`;
}

function start(draft: Draft, rule: RuleFinder): void {
  const { received_ms, outside } = draft.row;
  startRound(draft, rule, received_ms, '受理 received');
  if (outside && outside.due_ms !== null && outside.due_ms > received_ms)
    draft.clocks.start(
      outside.system,
      received_ms,
      outsideRule(outside, received_ms),
      '对方受理 received there',
    );
}

function receivedEntry(
  { channel, outside, call }: TakenCase,
  { type, number }: Pick<CaseRow, 'type' | 'number'>,
  category_by: string | null,
): NewEntry {
  const [by, of] = [CHANNEL_WORDS[channel], TYPE_WORDS[type]];
  const their = outside
    ? { zh: `，对方编号 ${outside.number}`, en: `, there ${outside.number}` }
    : { zh: '', en: '' };
  return {
    kind: 'received',
    zh: `受理（${by.zh}，${of.zh}），编号 ${number}${their.zh}`,
    en: `Received by ${by.en} as ${of.en}, number ${number}${their.en}`,
    detail: {
      ...{ channel, type, number, ...(outside && { outside: { ...outside } }), ...(call && { call }) },
      ...(category_by !== null && { category_by }),
    },
  };
}

export type Intake = ReturnType<typeof createIntake>;
