import type { DutyBoard, DutyBoardPost } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/answer.tsx';
import { call } from '../ui/api.ts';
import { nearMinuteOf } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { WallCard } from './card.tsx';

/** Who is on duty now at each post, and until when. */
export function WallDuty() {
  const { t } = useTranslation();
  const board = useQuery({
    queryKey: ['duty', 'board'],
    queryFn: () => call('GET /api/v1/duty/board'),
    refetchInterval: 30_000,
  });
  return (
    <WallCard title={t('wall.duty')} grows>
      <Answer query={board} isEmpty={({ posts }) => posts.length === 0} empty={t('wall.no_posts')}>
        {({ posts, people }) => (
          <table className="wall-table">
            <tbody>
              {posts.map((one) => (
                <Post key={one.post.id} one={one} people={people} />
              ))}
            </tbody>
          </table>
        )}
      </Answer>
    </WallCard>
  );
}

interface PostProps {
  readonly one: DutyBoardPost;
  readonly people: DutyBoard['people'];
}

function Post({ one: { post, on_duty, gap }, people }: PostProps) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const now_ms = useNow(60_000);
  const nameOf = (principal: string) =>
    people.find((person) => person.principal === principal)?.name ?? principal;
  return (
    <tr>
      <th scope="row">{post.name[language]}</th>
      <td>
        {gap && <b className="wall-over">{t('wall.gap')}</b>}
        {on_duty.map(({ principal, until_ms }) => (
          <span key={principal}>
            {nameOf(principal)} <small>{t('wall.until', { at: nearMinuteOf(until_ms, now_ms) })}</small>
          </span>
        ))}
      </td>
    </tr>
  );
}
