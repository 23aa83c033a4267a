import type { Bilingual } from '@opentocc/contract';
import type { Messages } from '../../../base/messages/index.ts';
import type { Db } from '../../../kit/db.ts';
import type { Change } from './changes.ts';
import type { FollowTokens } from './follow-tokens.ts';
import type { CaseRow } from './model.ts';
import type { CaseStore } from './store.ts';
import type { Invite } from './telling.ts';

export interface FollowMessagesDeps {
  readonly store: Pick<CaseStore, 'of'>;
  readonly messages: Pick<Messages, 'queue'>;
  readonly tokens: Pick<FollowTokens, 'tokenOf'>;
  /** Where the citizens' site is reached from outside; null where that is not set: the hotline is named instead. */
  readonly site_url: string | null;
}

type Followed = Pick<CaseRow, 'id' | 'number'>;

/** How who asked hears by which number and code they follow their case. The code stands in no address. */
export function createFollowMessages({ store, messages, tokens, site_url }: FollowMessagesDeps) {
  const where = (path: string): Bilingual =>
    site_url === null
      ? { zh: '拨打 12328', en: 'call 12328' }
      : { zh: `在 ${site_url}/service/${path}`, en: `at ${site_url}/service/en/${path}` };

  async function receipt(row: Followed): Promise<Bilingual> {
    const [{ zh, en }, token] = [where('follow'), await tokens.tokenOf(row.id)];
    return {
      zh: `12328 已受理您的诉求 ${row.number}，查询码 ${token}，可${zh} 查询进度。查询码请勿转告他人。`,
      en: `12328 received your case ${row.number}. Your code is ${token}: follow it ${en}. Give the code to nobody.`,
    };
  }

  const invite: Invite = async ({ id, number }) => {
    const [{ zh, en }, token] = [where('follow'), await tokens.tokenOf(id)];
    return {
      zh: `如不满意，可在 14 天内凭编号 ${number} 和查询码 ${token} ${zh} 申请重新办理。`,
      en: `If you are not satisfied, have it opened again within 14 days with number ${number} and code ${token}: ${en}.`,
    };
  };

  return {
    invite,
    /** Queues the receipt in the transaction in which a case is taken. */
    async within(tx: Db, changes: readonly Change[]): Promise<void> {
      const taken = changes.filter(({ entries }) => entries.some(({ kind }) => kind === 'received'));
      for (const row of await store.of(tx).listByIds(taken.map(({ id }) => id))) {
        const channel = row.answer_by === 'mail' ? 'email' : row.answer_by === 'sms' ? 'sms' : null;
        if (channel === null) continue;
        await messages.queue(tx, {
          ...{ key: `cases/${row.id}/receipt`, channel, to: `case:${row.id}`, drill: false },
          subject: { zh: `您的诉求 ${row.number} 已受理`, en: `Your case ${row.number} was received` },
          text: await receipt(row),
          about: { module: 'cases', id: `${row.id}`, opens: `/cases?case=${row.id}` },
        });
      }
    },
  };
}
