import type { Bilingual, BulletinEdit, BulletinFigure, DutyBulletin } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import { cityDay } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { Logger } from '../../../kit/log.ts';
import { BULLETIN_PERIODS, dueAt } from './bulletin-periods.ts';
import { type BulletinChange, type BulletinRow, createBulletinStore } from './bulletin-store.ts';
import { dutyErrors } from './errors.ts';
import type { Outbox } from './ports.ts';
import type { RostersDeps } from './rosters.ts';
import { inTransaction } from './transact.ts';

const MOST_LISTED = 60;

/** Numbers that a module gives for bulletins. */
export interface FigureSource {
  /** What the module counts; said where it cannot be read. */
  readonly name: Bilingual;
  /** Path of the console's page where that stands. */
  readonly opens: string;
  /** Of [from_ms, to_ms), and what stands open when it is asked. A number that is not had is null, never left out. */
  list(from_ms: number, to_ms: number): Promise<readonly BulletinFigure[]>;
}

export interface BulletinsDeps extends Omit<RostersDeps, 'people'> {
  readonly logger: Pick<Logger, 'error'>;
  readonly outbox: Outbox | null;
  /** Principals who are sent a bulletin. */
  readonly recipients: () => Promise<readonly string[]>;
}

/** Bulletins at fixed times: drafted from data, edited, approved by another person, and sent. */
export class Bulletins {
  readonly #deps: BulletinsDeps;
  readonly #sources: FigureSource[] = [];

  constructor(deps: BulletinsDeps) {
    this.#deps = deps;
  }

  add(source: FigureSource): void {
    this.#sources.push(source);
  }

  async list() {
    const rows = await createBulletinStore(this.#deps.db).list(MOST_LISTED);
    return { bulletins: rows.map(shown), periods: BULLETIN_PERIODS.map((one) => ({ ...one })) };
  }

  /** Drafts the one that is due, once. */
  draftDue = async (): Promise<void> => {
    const due = dueAt(this.#deps.clock.now());
    if (!due || (await createBulletinStore(this.#deps.db).has(due.key))) return;
    await this.#draft(due.key, due.period.key, due.period.name, due.at_ms, 'system');
  };

  async draftNow(acting: Acting): Promise<DutyBulletin> {
    const now_ms = this.#deps.clock.now();
    const { account } = acting.session;
    const row = await this.#draft(
      `by-hand/${account}/${now_ms}`,
      'by-hand',
      { zh: '即时', en: 'At once' },
      now_ms,
      account,
    );
    if (!row) throw dutyErrors.changed();
    await this.#deps.audit(acting, 'duty.bulletin-draft', `duty-bulletin:${row.id}`, {});
    return shown(row);
  }

  async edit(acting: Acting, id: number, { version, text }: BulletinEdit): Promise<DutyBulletin> {
    const before = await this.#require(id, 'draft');
    const row = await this.#change(this.#deps.db, id, version, { text, edited_by: acting.session.account });
    await this.#deps.audit(acting, 'duty.bulletin-edit', `duty-bulletin:${id}`, {
      before: { zh: before.text.zh },
      after: { zh: text.zh },
    });
    return shown(row);
  }

  async approve(acting: Acting, id: number, version: number): Promise<DutyBulletin> {
    const before = await this.#require(id, 'draft');
    const { account } = acting.session;
    if (before.edited_by === account) throw dutyErrors.own_edit();
    const approved = {
      state: 'approved',
      approved_by: account,
      approved_ms: this.#deps.clock.now(),
    } as const;
    const row = await this.#change(this.#deps.db, id, version, approved);
    await this.#deps.audit(acting, 'duty.bulletin-approve', `duty-bulletin:${id}`, { version });
    return shown(row);
  }

  /** Queues a message to everybody who is sent bulletins, in one transaction with the state. */
  async send(acting: Acting, id: number, version: number): Promise<DutyBulletin> {
    const { db, clock, outbox, recipients, log, audit } = this.#deps;
    const { title, text } = await this.#require(id, 'approved');
    const to = await recipients();
    if (!outbox || to.length === 0) throw dutyErrors.no_channel();
    const sent = { state: 'sent', sent_ms: clock.now(), recipients: to.length } as const;
    const about = { module: 'duty', id: `bulletin:${id}`, opens: '/duty/bulletins' };
    const row = await inTransaction(db, async (tx) => {
      const changed = await this.#change(tx, id, version, sent);
      for (const one of to)
        await outbox.queue(tx, {
          ...{
            key: `duty/bulletin/${id}/${one}`,
            channel: 'screen',
            to: one,
            subject: title,
            text,
            about,
            drill: false,
          },
        });
      const said = {
        zh: `发送${title.zh}，收件 ${to.length} 人`,
        en: `${title.en} sent to ${to.length} people`,
      };
      await log.write(tx, { at_ms: sent.sent_ms, by: acting.session.account, text: said, about });
      return changed;
    });
    await audit(acting, 'duty.bulletin-send', `duty-bulletin:${id}`, { recipients: to.length });
    return shown(row);
  }

  async withdraw(acting: Acting, id: number, reason: string): Promise<DutyBulletin> {
    const before = await this.#require(id, 'draft', 'approved');
    const row = await this.#change(this.#deps.db, id, before.version, { state: 'withdrawn', reason });
    await this.#deps.audit(acting, 'duty.bulletin-withdraw', `duty-bulletin:${id}`, {
      before: { state: before.state },
      reason,
    });
    return shown(row);
  }

  async #draft(key: string, period: string, of: Bilingual, at_ms: number, edited_by: string) {
    const from_ms = at_ms - DAY_MS;
    const figures = await this.#figures(from_ms, at_ms);
    const day = cityDay(at_ms);
    const title = { zh: `${of.zh}值班简报 ${day}`, en: `Duty bulletin, ${of.en.toLowerCase()}, ${day}` };
    const text = { zh: figures.map(sentence('zh')).join('\n'), en: figures.map(sentence('en')).join('\n') };
    return createBulletinStore(this.#deps.db).add({
      ...{ key, period, title, from_ms, to_ms: at_ms, text, figures, edited_by },
      made_ms: this.#deps.clock.now(),
    });
  }

  /** Of all modules; of one that does not answer, that it does not. */
  async #figures(from_ms: number, to_ms: number): Promise<BulletinFigure[]> {
    const heard = await Promise.allSettled(this.#sources.map((source) => source.list(from_ms, to_ms)));
    return heard.flatMap((one, i) => {
      if (one.status === 'fulfilled') return one.value;
      this.#deps.logger.error({ err: one.reason }, 'figures of a bulletin cannot be read');
      const { name, opens } = this.#sources[i];
      return [{ key: `unread-${i}`, name, value: null, missing: UNREAD, unit: NO_UNIT, digits: 0, opens }];
    });
  }

  async #require(id: number, ...states: DutyBulletin['state'][]): Promise<BulletinRow> {
    const row = await createBulletinStore(this.#deps.db).find(id);
    if (!row) throw dutyErrors.bulletin_unknown({ id });
    if (!states.includes(row.state)) throw dutyErrors.bulletin_state({ state: row.state });
    return row;
  }

  async #change(db: Db, id: number, version: number, change: BulletinChange): Promise<BulletinRow> {
    const row = await createBulletinStore(db).change(id, version, change);
    if (!row) throw dutyErrors.changed();
    return row;
  }
}

const shown = ({ key: _, ...row }: BulletinRow): DutyBulletin => row;

const NO_UNIT = { zh: '', en: '' };
const UNREAD = { zh: '起草时读取失败，未列入', en: 'could not be read when this was drafted' };
const NO_DATA = { zh: '无数据', en: 'no data' };

/** "全市交通指数：2.6" */
const sentence =
  (language: 'zh' | 'en') =>
  ({ name, value, digits, unit, missing = NO_DATA }: BulletinFigure): string => {
    const said = value === null ? missing[language] : `${value.toFixed(digits)} ${unit[language]}`.trim();
    return language === 'zh' ? `${name.zh}：${said}` : `${name.en}: ${said}`;
  };
