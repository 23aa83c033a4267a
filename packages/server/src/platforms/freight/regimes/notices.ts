import { clockText, type Regime } from '@opentocc/core/freight';
import type { Accounts } from '../../../base/accounts/index.ts';
import type { NewMessage, Outbox } from '../../../base/messages/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { RegimeRecord } from './book.ts';
import type { EventRow } from './model.ts';
import type { RegimeStore } from './store.ts';

export interface NoticeDeps {
  readonly store: RegimeStore;
  readonly record: RegimeRecord;
  readonly clock: Clock;
  readonly messages: Outbox;
  readonly accounts: Pick<Accounts, 'actorsWith'>;
}

/** Messages that are queued in one transaction. */
const BATCH = 100;

const STANCE = {
  normal: { zh: '平', en: 'normal' },
  emergency: { zh: '战', en: 'emergency' },
} as const;

/** Informs firms of what was announced and taken back; a message has the key of its event and person, so it is sent once. */
export function createNotices({ store, record, clock, messages, accounts }: NoticeDeps) {
  const principalsOfFirms = async (): Promise<string[]> =>
    (await accounts.actorsWith('freight-regimes:read'))
      .filter(({ roles }) => roles.includes('freight-firm'))
      .map(({ principal }) => principal);

  async function queueAll(made: readonly NewMessage[]): Promise<void> {
    for (let from = 0; from < made.length; from += BATCH)
      await store.transaction(async (tx: Db) => {
        for (const message of made.slice(from, from + BATCH)) await messages.queue(tx, message);
      });
  }

  async function inform(event: EventRow): Promise<void> {
    const found = record.snapshot.planned.find(
      ({ row }) => row.code === event.code && row.version === event.version,
    );
    // What is resumed, or dropped with what it resumes, is part of the other message; what is over helps nobody.
    const isNews = found && !found.row.resumes && !isOver(found.row.regime, clock.now());
    const people = isNews ? await principalsOfFirms() : [];
    const written =
      found && (event.kind === 'announced' ? announced(found.row.regime) : takenBack(found.regime));
    if (written)
      await queueAll(
        people.map((to) => ({ ...written, to, key: `regimes/${event.id}/${to}`, drill: false })),
      );
    await store.addEvent({
      ...{ code: event.code, version: event.version, kind: 'informed', at_ms: clock.now(), to_ms: null },
      ...{ by: null, reason: '', detail: { of: event.id, people: people.length } },
    });
  }

  return {
    /** Informs of everything of which nobody was informed yet. */
    async whenDue(): Promise<void> {
      for (const event of await store.listUninformed()) await inform(event);
    },
    /** Writes what would be sent; being of a drill, it leaves by no channel. @returns how many */
    async drill(draft: number, at_ms: number, regime: Regime): Promise<number> {
      const people = await principalsOfFirms();
      const written = announced(regime);
      await queueAll(
        people.map((to) => ({ ...written, to, key: `regimes/drill/${draft}/${at_ms}/${to}`, drill: true })),
      );
      return people.length;
    },
  };
}

const isOver = ({ to_ms }: Regime, now_ms: number): boolean => to_ms !== null && to_ms <= now_ms;

type Written = Pick<NewMessage, 'channel' | 'subject' | 'text' | 'about'>;

const about = ({ code, version }: Regime): NewMessage['about'] => ({
  module: 'freight-regimes',
  id: `${code}@${version}`,
  opens: `/freight/regimes/${code}/${version}`,
});

function announced(regime: Regime): Written {
  const { name, stance, from_ms, to_ms, rules } = regime;
  const until =
    to_ms === null
      ? { zh: '', en: '' }
      : { zh: `，至 ${clockText(to_ms)}`, en: `, until ${clockText(to_ms)}` };
  const said = rules.map(({ name: rule }) => rule);
  return {
    ...{ channel: 'screen', about: about(regime) },
    subject: {
      zh: `【${STANCE[stance].zh}】${name.zh}将于 ${clockText(from_ms)} 生效`,
      en: `${name.en} (${STANCE[stance].en}) begins at ${clockText(from_ms)}`,
    },
    text: {
      zh: `跨境货运“${name.zh}”自 ${clockText(from_ms)} 起执行${until.zh}。规则：${said.map(({ zh }) => zh).join('、')}。此前已申报的车次将按新规则重新判定，请及时查看。`,
      en: `“${name.en}” holds for cross-border freight from ${clockText(from_ms)}${until.en}. Rules: ${said.map(({ en }) => en).join(', ')}. Trips that were declared before are judged again by them; look at yours.`,
    },
  };
}

function takenBack(regime: Regime): Written {
  const { name } = regime;
  return {
    ...{ channel: 'screen', about: about(regime) },
    subject: { zh: `“${name.zh}”已撤回`, en: `“${name.en}” was taken back` },
    text: {
      zh: `跨境货运“${name.zh}”已撤回，恢复执行此前的规则；未完成的车次按恢复后的规则判定。`,
      en: `“${name.en}” was taken back; the rules before it hold again, and open trips are judged by those.`,
    },
  };
}

export type Notices = ReturnType<typeof createNotices>;
