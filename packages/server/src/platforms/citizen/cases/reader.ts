import type { Case, CaseBrief, CaseEntry, MaskedAsker, Session } from '@opentocc/contract';
import type { Attachments } from '../../../base/attachments/index.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { type Clocks, readClock } from '../../../kit/clocks/index.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { concealed, maskedOf } from './askers.ts';
import type { BoardRow } from './board.ts';
import { casesErrors } from './errors.ts';
import { actsOf, type CaseRow } from './model.ts';
import type { AnswerRow, AskerRow, RequestRow } from './part-store.ts';
import { type Reach, reachesAll } from './reach.ts';
import type { CaseStore, EntryRow, ShownRow } from './store.ts';
import type { Taxonomy } from './taxonomy.ts';
import { descendantsOf } from './telling.ts';
import type { CaseUnits } from './units.ts';

export interface ReaderDeps {
  readonly store: CaseStore;
  readonly attachments: Pick<Attachments, 'describe'>;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
  readonly taxonomy: Pick<Taxonomy, 'find'>;
  readonly units: CaseUnits;
}

/** Others of the same number that are shown beside a case. */
const MOST_EARLIER = 20;
const UNNAMED = { zh: '', en: '' };

/** Cases as screens read them. */
export function createReader({ store, attachments, calendar, clock, taxonomy, units }: ReaderDeps) {
  async function briefs(rows: readonly BoardRow[]): Promise<CaseBrief[]> {
    const names = await units.names();
    return rows.map((row) => briefOf(row, maskedOf(row, row.asker), names, taxonomy));
  }

  /** As the board holds them. */
  async function boardRows(rows: readonly CaseRow[]): Promise<BoardRow[]> {
    const askers = new Map(
      (await store.askers.listOf(rows.map(({ id }) => id))).map((one) => [one.case, one]),
    );
    return rows.map((row) => boardRow(row, askers.get(row.id)));
  }

  async function require(reach: Reach, id: number): Promise<CaseRow> {
    const row = await store.find(id);
    if (!row) throw casesErrors.unknown({ id });
    if (!reach(row)) throw kitErrors.out_of_area();
    return row;
  }

  const briefsById = async (ids: readonly number[]): Promise<CaseBrief[]> =>
    briefs(await boardRows(await store.listByIds(ids)));

  /** Others of the same number: for the hotline alone, who a unit hears of is this case's asker. */
  async function earlierOf(session: Session | null, id: number): Promise<CaseBrief[]> {
    if (session && !reachesAll(session, 'cases:take')) return [];
    const asker = await store.askers.find(id);
    if (!asker?.phone_index) return [];
    const ids = await store.askers.casesOf(asker.phone_index, MOST_EARLIER + 1);
    return newestFirst(await briefsById(ids.filter((one) => one !== id)));
  }

  return {
    ...{ briefs, boardRows, require, briefsById },
    earlierByIndex: async (phone_index: string) =>
      newestFirst(await briefsById(await store.askers.casesOf(phone_index, MOST_EARLIER))),
    /** @param session who reads it; null for the platform itself */
    async get(reach: Reach, id: number, session: Session | null): Promise<Case> {
      const row = await require(reach, id);
      const [[brief], entries, answers, requests, links, merged, clocks, earlier] = await Promise.all([
        boardRows([row]).then(briefs),
        store.listEntries(id),
        store.answers.listOf(id),
        store.requests.listOf(id),
        store.links.listOf(id),
        descendantsOf(store, id),
        store.clocksOf([id]),
        earlierOf(session, id),
      ]);
      const { text, lon, lat, place, meant, outside, referred_to } = row;
      return {
        ...{
          ...brief,
          text,
          places: { lon, lat, text: place },
          meant,
          outside,
          referred_to,
          links,
          earlier,
          merged,
        },
        answers: answers.map(answerOf),
        request_list: requests.map(requestOf),
        timeline: entries.map((entry) => entryOf(entry, row.secret)),
        attachments: await filesOf([id, ...merged]),
        clocks: readings(clocks.get(id) ?? new Map()),
        next: [...actsOf(row)],
      };
    },
  };

  function readings(clocks: Clocks): Case['clocks'] {
    const now_ms = clock.now();
    return [...clocks]
      .map(([code, events]) => ({ code, reading: readClock(events, calendar, now_ms) }))
      .sort((a, b) => a.reading.started_ms - b.reading.started_ms);
  }

  async function filesOf(ids: readonly number[]): Promise<Case['attachments']> {
    const rows = await store.attachments.listOf(ids);
    const stored = await attachments.describe([...new Set(rows.map(({ hash }) => hash))]);
    return rows.map(({ id, name, hash, author, at_ms, note }) => ({
      ...{ id, name, hash, at_ms, note, by: author },
      media: stored.get(hash)?.media ?? 'application/octet-stream',
      bytes: stored.get(hash)?.bytes ?? 0,
    }));
  }
}

const newestFirst = (all: CaseBrief[]): CaseBrief[] => all.sort((a, b) => b.id - a.id);

export function boardRow(
  row: CaseRow,
  asker: Pick<AskerRow, 'name' | 'phone' | 'email'> | undefined,
): BoardRow {
  const { text: _, key: __, outside: ___, call: ____, meant, ...rest } = row;
  const { name = '', phone = null, email = null } = asker ?? {};
  return { ...rest, meant: meant?.name ?? '', asker: { name, phone, email } };
}

export function shownRow({ asker_name, asker_phone, asker_email, ...row }: ShownRow): BoardRow {
  return { ...row, asker: { name: asker_name ?? '', phone: asker_phone, email: asker_email } };
}

function briefOf(
  row: BoardRow,
  asker: MaskedAsker,
  names: ReadonlyMap<string, { readonly zh: string; readonly en: string }>,
  taxonomy: Pick<Taxonomy, 'find'>,
): CaseBrief {
  const { id, number, version, state, type, field, category, channel, title, place, district, unit } = row;
  const { supervision, card, received_ms, clock, due_ms, soon_ms, answered_ms, closed_ms, at_once } = row;
  const { round, reworks, returns, requests, merged_into, cluster } = row;
  return {
    ...{ id, number, version, state, type, field, category, channel, title, place, district, asker },
    category_name: taxonomy.find(category)?.name ?? UNNAMED,
    unit: unit === null ? null : { code: unit, name: names.get(unit) ?? { zh: unit, en: unit } },
    accepted: row.accepted_ms !== null,
    ...{ supervision, card, received_ms, clock, due_ms, soon_ms, answered_ms, closed_ms, at_once },
    ...{ round, reworks, returns, requests, merged_into, cluster },
  };
}

/** Words that people typed may say who asks; of who wishes to stay unknown they say it nowhere. */
function entryOf({ id, at_ms, actor, kind, text, detail }: EntryRow, secret: boolean): CaseEntry {
  const hides = secret && (kind === 'note' || kind === 'remark');
  const shown = hides ? { zh: concealed(text.zh, { name: '' }), en: concealed(text.en, { name: '' }) } : text;
  return { id, at_ms, by: actor, kind, text: shown, detail };
}

const answerOf = ({
  id,
  text,
  author,
  unit,
  at_ms,
  at_once,
  refused,
}: AnswerRow): Case['answers'][number] => ({
  ...{ id, text, by: author, unit, at_ms, at_once, refused },
});

function requestOf(row: RequestRow): Case['request_list'][number] {
  const { id, kind, reason, unit, length, proposed_unit, author, at_ms, state, ruled_by, ruled_ms, ruling } =
    row;
  return {
    ...{ id, kind, reason, unit, length, proposed_unit, by: author, at_ms, state },
    ruling:
      ruled_by === null || ruled_ms === null ? null : { by: ruled_by, at_ms: ruled_ms, reason: ruling ?? '' },
  };
}

export type CaseReader = ReturnType<typeof createReader>;
