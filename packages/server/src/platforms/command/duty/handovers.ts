import type {
  Handover,
  HandoverSummary,
  LineAnswer,
  LineRefusal,
  NewHandover,
  NewHandoverLine,
} from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { DutyLog } from './duty-log.ts';
import { dutyErrors } from './errors.ts';
import { act, type Desk, factsOf, requireSide, shownAct, shownLine, tell } from './handover-desk.ts';
import { BY_HAND, changesOf } from './handover-lines.ts';
import type { HandoverSources, OpenItems } from './handover-sources.ts';
import { createHandoverStore, type LineRow } from './handover-store.ts';
import type { OnDuty } from './on-duty.ts';
import { canStand, nameOf, openPeople } from './people-book.ts';
import type { Outbox } from './ports.ts';
import { requireReach } from './reach.ts';
import type { Rosters, RostersDeps } from './rosters.ts';
import { createRosterStore, type PostRow } from './store.ts';
import { inTransaction } from './transact.ts';

/** As many as the list shows. */
const MOST_LISTED = 100;
/** Lines by hand of one handover. */
const MOST_BY_HAND = 100;

export interface HandoversDeps extends RostersDeps {
  readonly rosters: Pick<Rosters, 'requirePost' | 'listPosts'>;
  readonly onDuty: Pick<OnDuty, 'at'>;
  readonly sources: Pick<HandoverSources, 'open'>;
  readonly log: Pick<DutyLog, 'write'>;
  readonly outbox: Outbox | null;
}

/**
 * The shift handover (交接班): what stands open is handed over line by line; the next officer accepts or refuses each, and a
 * shift is taken over only when no line is left. What comes up meanwhile becomes a line too, what ends is a line no more.
 */
export class Handovers {
  readonly #deps: HandoversDeps;

  constructor(deps: HandoversDeps) {
    this.#deps = deps;
  }

  async list(acting: Acting): Promise<HandoverSummary[]> {
    const posts = new Map((await this.#deps.rosters.listPosts(acting)).map((post) => [post.id, post]));
    const store = createHandoverStore(this.#deps.db);
    const rows = await store.list([...posts.keys()], MOST_LISTED);
    const [counts, book] = [
      await store.countLines(rows.map(({ id }) => id)),
      await openPeople(this.#deps.people),
    ];
    return rows.map((row) => {
      const by = counts.get(row.id) ?? {};
      const lines = Object.values(by).reduce((sum, one) => sum + one, 0);
      return {
        ...factsOf(row, posts.get(row.post)!, book),
        waiting: by.waiting ?? 0,
        refused: by.refused ?? 0,
        lines,
      };
    });
  }

  async begin(acting: Acting, { post: id, incoming }: NewHandover): Promise<Handover> {
    const { rosters, db, clock, people, onDuty, audit } = this.#deps;
    const post = await rosters.requirePost(acting, 'duty:serve', id);
    const outgoing = acting.session.principal;
    if (incoming === outgoing) throw dutyErrors.same_person();
    const [book, { now: standing, notHandedOver: before }] = [await openPeople(people), await onDuty.at(id)];
    // Whoever stood last hands over late, to who stands now, as long as nobody else has.
    const isLate = before?.people.includes(outgoing) && standing.includes(incoming);
    if (standing.length > 0 && !standing.includes(outgoing) && !isLate)
      throw dutyErrors.not_on_duty({ names: standing.map((one) => nameOf(book, one)).join(', ') });
    if (!canStand(book, incoming, post.unit))
      throw dutyErrors.person_unknown({ person: nameOf(book, incoming) });
    const open = await this.#open(post);
    const row = await inTransaction(db, async (tx) => {
      const store = createHandoverStore(tx);
      const now_ms = clock.now();
      const begun = await store.begin({ post: id, outgoing, incoming, begun_ms: now_ms });
      if (!begun) throw dutyErrors.handover_open();
      const desk = { tx, store, row: begun, post, acting, now_ms };
      await act(desk, 'begun');
      await this.#follow(desk, open, false);
      await tell(this.#deps.outbox, desk, incoming, 'begun', {
        zh: `${acting.session.account} 向您交班：${post.name.zh}`,
        en: `${acting.session.account} hands ${post.name.en} over to you`,
      });
      return begun;
    });
    await audit(acting, 'duty.handover-begin', `duty-handover:${row.id}`, { post: id, incoming });
    return this.get(acting, row.id);
  }

  /** With what came up or ended since; reading it is enough to bring it up to date. */
  async get(acting: Acting, id: number): Promise<Handover> {
    const { db, clock, people } = this.#deps;
    const { row, post } = await this.#require(acting, 'duty:read', id);
    if (row.state === 'open') {
      const open = await this.#open(post);
      await inTransaction(db, async (tx) => {
        const store = createHandoverStore(tx);
        const locked = await store.lock(id);
        if (locked?.state !== 'open') return;
        await this.#follow({ tx, store, row: locked, post, acting, now_ms: clock.now() }, open, true);
      });
    }
    const store = createHandoverStore(db);
    const now = (await store.find(id)) ?? row;
    const [lines, acts, book] = [
      await store.listLines(id),
      await store.listActs(id),
      await openPeople(people),
    ];
    return { ...factsOf(now, post, book), lines: lines.map(shownLine), acts: acts.map(shownAct) };
  }

  async addLine(acting: Acting, id: number, { kind, text, due_ms }: NewHandoverLine): Promise<Handover> {
    return this.#work(acting, id, 'outgoing', 'duty.handover-line', { kind }, async (desk) => {
      const { store, now_ms } = desk;
      const lines = await store.listLines(id);
      if (lines.filter(({ key }) => key.startsWith(BY_HAND)).length >= MOST_BY_HAND)
        throw dutyErrors.lines_full({ most: MOST_BY_HAND });
      const line = await store.addLine({
        ...{ handover: id, key: `${BY_HAND}${lines.length + 1}`, kind, since_ms: now_ms, due_ms, opens: '' },
        ...{ title: { zh: text, en: text }, detail: { zh: '', en: '' }, late: false },
      });
      await act(desk, 'added', { line: line.id, text });
    });
  }

  async accept(acting: Acting, id: number, ids: readonly number[]): Promise<Handover> {
    const lines = [...new Set(ids)];
    return this.#work(acting, id, 'incoming', 'duty.handover-accept', { lines }, async (desk) => {
      await this.#requireLines(desk, lines, 'waiting');
      await desk.store.setLines(lines, { state: 'accepted', reason: null, decided_ms: desk.now_ms });
      for (const line of lines) await act(desk, 'accepted', { line });
    });
  }

  async refuse(acting: Acting, id: number, { line, reason, text }: LineRefusal): Promise<Handover> {
    return this.#work(acting, id, 'incoming', 'duty.handover-refuse', { line, reason }, async (desk) => {
      const [found] = await this.#requireLines(desk, [line], 'waiting');
      await desk.store.setLines([line], { state: 'refused', reason, note: text, decided_ms: desk.now_ms });
      await act(desk, 'refused', { line, reason, text });
      await tell(this.#deps.outbox, desk, desk.row.outgoing, `refused/${line}/${desk.now_ms}`, {
        zh: `接班人拒接“${found.title.zh}”：${text}`,
        en: `“${found.title.en}” was not accepted: ${text}`,
      });
    });
  }

  async answer(acting: Acting, id: number, { line, text }: LineAnswer): Promise<Handover> {
    return this.#work(acting, id, 'outgoing', 'duty.handover-answer', { line }, async (desk) => {
      const [found] = await this.#requireLines(desk, [line], 'refused');
      await desk.store.setLines([line], { state: 'waiting', reason: null, note: text, decided_ms: null });
      await act(desk, 'answered', { line, text });
      await tell(this.#deps.outbox, desk, desk.row.incoming, `answered/${line}/${desk.now_ms}`, {
        zh: `交班人说明“${found.title.zh}”：${text}`,
        en: `“${found.title.en}” was answered: ${text}`,
      });
    });
  }

  /** Takes the shift over. @throws AppError when a line is left, also one that has just come up */
  async close(acting: Acting, id: number): Promise<Handover> {
    const { post: of } = await this.#require(acting, 'duty:serve', id);
    const open = await this.#open(of);
    if (open.silent.length > 0) throw dutyErrors.sources_silent({ what: open.silent.join(', ') });
    await this.get(acting, id);
    return this.#work(acting, id, 'incoming', 'duty.handover-close', {}, async (desk) => {
      const { store, post, row, now_ms, tx } = desk;
      const lines = await store.listLines(id);
      const count = (state: LineRow['state']) => lines.filter((one) => one.state === state).length;
      const [waiting, refused] = [count('waiting'), count('refused')];
      if (waiting + refused > 0) throw dutyErrors.lines_open({ waiting, refused });
      await store.end(id, 'closed', now_ms);
      await act(desk, 'closed');
      const accepted = count('accepted');
      const text = {
        zh: `${post.name.zh}交接班完成：接收 ${accepted} 项`,
        en: `${post.name.en} was taken over with ${accepted} lines`,
      };
      const about = { module: 'duty', id: `handover:${id}`, opens: `/duty/handovers/${id}` };
      await this.#deps.log.write(tx, {
        at_ms: now_ms,
        by: acting.session.account,
        unit: post.unit,
        text,
        about,
      });
      await tell(this.#deps.outbox, desk, row.outgoing, 'closed', text);
    });
  }

  async cancel(acting: Acting, id: number, text: string): Promise<Handover> {
    return this.#work(acting, id, 'either', 'duty.handover-cancel', { text }, async (desk) => {
      await desk.store.end(id, 'cancelled', desk.now_ms);
      await act(desk, 'cancelled', { text });
    });
  }

  /** Does something with an open handover alone, by whom it belongs to. */
  async #work(
    acting: Acting,
    id: number,
    by: 'outgoing' | 'incoming' | 'either',
    action: string,
    detail: Parameters<RostersDeps['audit']>[3],
    work: (desk: Desk) => Promise<void>,
  ): Promise<Handover> {
    const { db, clock, people, audit } = this.#deps;
    const { post } = await this.#require(acting, 'duty:serve', id);
    const book = await openPeople(people);
    await inTransaction(db, async (tx) => {
      const store = createHandoverStore(tx);
      const row = await store.lock(id);
      if (row?.state !== 'open') throw dutyErrors.handover_ended();
      requireSide(row, by, acting.session.principal, book);
      await work({ tx, store, row, post, acting, now_ms: clock.now() });
    });
    await audit(acting, action, `duty-handover:${id}`, detail);
    return this.get(acting, id);
  }

  async #require(acting: Acting, permission: 'duty:read' | 'duty:serve', id: number) {
    const { db } = this.#deps;
    const row = await createHandoverStore(db).find(id);
    const post = row && (await createRosterStore(db).findAnyPost(row.post));
    if (!row || !post) throw dutyErrors.handover_unknown({ id });
    requireReach(acting, permission, post.unit);
    return { row, post };
  }

  async #requireLines(
    { store, row }: Desk,
    ids: readonly number[],
    state: LineRow['state'],
  ): Promise<LineRow[]> {
    const lines = (await store.listLines(row.id)).filter(({ id }) => ids.includes(id));
    if (lines.length !== ids.length) throw dutyErrors.line_unknown();
    const other = lines.find((one) => one.state !== state);
    if (other) throw dutyErrors.line_decided({ state: other.state });
    return lines;
  }

  async #open({ unit }: PostRow): Promise<OpenItems> {
    const { sources, clock, people } = this.#deps;
    return sources.open(clock.now(), await people.districtsOf(unit));
  }

  /** Brings the lines up to date with what stands open. */
  async #follow(desk: Desk, open: OpenItems, late: boolean): Promise<void> {
    const { store, row, now_ms } = desk;
    const { added, ended, again } = changesOf(row.id, await store.listLines(row.id), open, late);
    for (const line of added)
      await act(desk, 'added', { line: (await store.addLine(line)).id, by: 'system' });
    const ids = (lines: readonly LineRow[]) => lines.map(({ id }) => id);
    if (ended.length > 0)
      await store.setLines(ids(ended), { state: 'ended', reason: null, decided_ms: now_ms });
    if (again.length > 0)
      await store.setLines(ids(again), { state: 'waiting', reason: null, decided_ms: null });
    for (const { id } of ended) await act(desk, 'ended', { line: id, by: 'system' });
    for (const { id } of again) await act(desk, 'added', { line: id, by: 'system' });
  }
}
