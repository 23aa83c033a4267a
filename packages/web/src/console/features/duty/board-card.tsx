import type { DutyBoard, DutyBoardPost, DutyPerson, DutyReached } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { nearMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Reveal } from '../../ui/reveal.tsx';
import { useBoard, useNames } from './queries.ts';
import './duty.css';

/** Who is on duty now by post, how they are reached, who comes next, and in which order people are asked. */
export function BoardCard() {
  const { t } = useTranslation();
  const board = useBoard();
  return (
    <Card title={t('duty.now')} extra={<Link to="/duty/roster">{t('duty.roster')}</Link>}>
      <Answer
        query={board}
        isEmpty={({ posts }) => posts.length === 0}
        empty={t('duty.no_posts')}
        height_px={120}
      >
        {(known) => (
          <>
            <ul className="duty-board">
              {known.posts.map((one) => (
                <Post key={one.post.id} {...one} people={known.people} reached={known.reached} />
              ))}
            </ul>
            <Escalation board={known} />
          </>
        )}
      </Answer>
    </Card>
  );
}

function Post({
  post,
  on_duty,
  next,
  gap,
  handover,
  handover_id,
  uncomputed_ms,
  people,
  reached,
}: DutyBoardPost & Pick<DutyBoard, 'people' | 'reached'>) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const nameOf = useNames(people);
  const now_ms = platformNow();
  return (
    <li>
      <h3>
        {post.name[language]}
        {handover_id !== null && (
          <Link to="/duty/handovers/$handover" params={{ handover: String(handover_id) }}>
            {t(`duty.handover_is.${handover}`)}
          </Link>
        )}
      </h3>
      {on_duty.map(({ principal, until_ms }) => (
        <Person
          key={principal}
          person={people.find((one) => one.principal === principal)}
          reached={reached.filter((one) => one.principal === principal)}
          until={t('duty.until', { at: nearMinuteOf(until_ms, now_ms) })}
        />
      ))}
      {on_duty.length === 0 && (
        <p className={gap ? 'bad' : 'muted'} role={gap ? 'alert' : undefined}>
          {t(gap ? 'duty.gap_now' : 'duty.off_hours')}
          {gap && post.fallback && ` · ${t('duty.fallback_is', { name: nameOf(post.fallback) })}`}
        </p>
      )}
      {uncomputed_ms !== null && (
        <p className="note">{t('duty.uncomputed', { at: nearMinuteOf(uncomputed_ms, now_ms) })}</p>
      )}
      {next && (
        <p className="muted">
          {t('duty.next_is', {
            at: nearMinuteOf(next.from_ms, now_ms),
            names: next.people.map(nameOf).join('、'),
          })}
        </p>
      )}
    </li>
  );
}

interface PersonProps {
  readonly person: DutyPerson | undefined;
  readonly until: string;
  /** By channel, of this person. */
  readonly reached: readonly DutyReached[];
}

/** A phone is masked; who may see it gives a reason, which goes into the audit. */
function Person({ person, until, reached }: PersonProps) {
  const { t } = useTranslation();
  const may = useMay('personal:reveal');
  if (!person) return null;
  const { account, name, display_name, phone, active } = person;
  return (
    <p className="duty-person">
      <strong>{name}</strong>
      <span className="muted">{display_name}</span>
      {!active && <Tag color="error">{t('duty.inactive')}</Tag>}
      <span>{until}</span>
      {phone === null ? (
        <span className="muted">{t('duty.no_phone')}</span>
      ) : (
        <Reveal
          masked={phone}
          may={may}
          ask={(reason) =>
            call('POST /api/v1/accounts/:id/reveal', { params: { id: account }, body: { reason } })
          }
          show={(full) => full.phone}
        />
      )}
      <Reached reached={reached} />
    </p>
  );
}

/** When somebody was last reached, by channel: what was confirmed, and what was sent since without a word. */
function Reached({ reached }: Pick<PersonProps, 'reached'>) {
  const { t } = useTranslation();
  const now_ms = platformNow();
  const said = reached.flatMap(({ channel, sent_ms, confirmed_ms }) => [
    ...(confirmed_ms === null ? [] : [{ channel, how: 'confirmed' as const, at_ms: confirmed_ms }]),
    ...(sent_ms === null || sent_ms < (confirmed_ms ?? 0)
      ? []
      : [{ channel, how: 'sent' as const, at_ms: sent_ms }]),
  ]);
  if (said.length === 0) return <span className="muted duty-reached">{t('duty.reached_never')}</span>;
  return (
    <span className="muted duty-reached">
      {said
        .map(({ channel, how, at_ms }) =>
          t(`duty.reached_${how}.${channel}`, { at: nearMinuteOf(at_ms, now_ms) }),
        )
        .join(' · ')}
    </span>
  );
}

function Escalation({ board: { escalation, people } }: { readonly board: DutyBoard }) {
  const { t } = useTranslation();
  const nameOf = useNames(people);
  if (escalation.length === 0) return null;
  return (
    <p className="duty-escalation">
      <span className="muted">{t('duty.escalation')}</span>
      {escalation.map(nameOf).join(' → ')}
    </p>
  );
}
