import { createHash } from 'node:crypto';
import type { CaseType, VisitAnswers } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { type Calls, requireWaiting } from './calls.ts';
import { visitsErrors } from './errors.ts';
import { CITIZEN, type TokenRow, type VisitedCases, type VisitRow } from './model.ts';
import type { VisitQueries, VisitStore } from './store.ts';

const TOKEN_BYTES = 24;
/** So long nobody is called who may be about to answer by the link. */
const LINK_FIRST_MS = 2 * DAY_MS;

export interface LinksDeps {
  readonly store: VisitStore;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly cases: Pick<VisitedCases, 'tell'>;
  readonly calls: Pick<Calls, 'change' | 'settle'>;
  /** Where a token is answered on the citizens' site. */
  readonly addressOf: (token: string) => string;
}

/** What a citizen sees who comes by a link: what was asked, and nothing of who asked. */
export interface VisitByToken {
  readonly number: string;
  readonly title: string;
  readonly type: CaseType;
  readonly closed_ms: number;
  readonly asks_satisfaction: boolean;
  readonly expires_ms: number;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Visits by a link: it works once, for some days, and only its hash is stored. */
export function createLinks({ store, clock, random, cases, calls, addressOf }: LinksDeps) {
  async function send(acting: Acting, id: number, version: number): Promise<void> {
    const token = Buffer.from(random(TOKEN_BYTES)).toString('base64url');
    await calls.change(acting, id, version, async (queries, row, { at_ms }, tx) => {
      const expires_ms = at_ms + row.link_days * DAY_MS;
      await queries.addToken({ hash: hashOf(token), visit: id, sent_ms: at_ms, expires_ms, used_ms: null });
      const sent = await cases.tell(
        tx,
        row.case,
        `visits:link:${id}:${row.version}`,
        messageOf(row, addressOf(token)),
      );
      if (!sent) throw visitsErrors.nobody_to_tell();
      await queries.save({
        ...row,
        claimed_by: null,
        claimed_until_ms: null,
        next_ms: at_ms + LINK_FIRST_MS,
      });
    });
  }

  /** @throws AppError when the token is not known, used, or too old, or the visit is over: one answer for all of them */
  async function resolve(queries: VisitQueries, token: string): Promise<{ row: VisitRow; found: TokenRow }> {
    const found = await queries.findToken(hashOf(token));
    if (!found || found.used_ms !== null || found.expires_ms <= clock.now()) throw visitsErrors.token();
    const row = await queries.hold(found.visit);
    if (row?.state !== 'waiting') throw visitsErrors.token();
    return { row, found };
  }

  return {
    send,
    /** For the citizens' site. */
    readByToken: (token: string): Promise<VisitByToken> =>
      store.transaction(async (tx) => {
        const { row, found } = await resolve(store.of(tx), token);
        const { number, title, type, closed_ms, asks_satisfaction } = row;
        return { number, title, type, closed_ms, asks_satisfaction, expires_ms: found.expires_ms };
      }),
    /** For the citizens' site. The token is used up with the answer, or with it not at all. */
    answerByToken: (token: string, answers: VisitAnswers): Promise<{ number: string; reopens: boolean }> =>
      store.transaction(async (tx) => {
        const queries = store.of(tx);
        const { row, found } = await resolve(queries, token);
        requireWaiting(row);
        const at_ms = clock.now();
        if (!(await queries.useToken(found.hash, at_ms))) throw visitsErrors.token();
        await calls.settle(tx, row, { ...CITIZEN, at_ms }, 'link', answers);
        return { number: row.number, reopens: (await queries.find(row.id))?.reopening === 'due' };
      }),
  };
}

export type Links = ReturnType<typeof createLinks>;

const messageOf = ({ number, title, link_days: days }: VisitRow, address: string) => ({
  subject: { zh: `请评价工单 ${number} 的办理`, en: `How was case ${number} handled?` },
  text: {
    zh: `您反映的“${title}”（${number}）已办结，请在 ${days} 天内评价：${address}`,
    en: `Your case “${title}” (${number}) was closed. Please say within ${days} days how it went: ${address}`,
  },
});
