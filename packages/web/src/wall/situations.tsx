import type { SituationBrief } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/answer.tsx';
import { call } from '../ui/api.ts';
import { ageOf, NO_VALUE } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { WallCard } from './card.tsx';

/** Rows that a wall of 1080 lines has room for. */
const SHOWN = 12;
const QUESTION = { state: 'open' as const };

/** What is due first stands first; what has no clock stands last. */
const dueFirst = (a: SituationBrief, b: SituationBrief) =>
  (a.due_ms ?? Number.POSITIVE_INFINITY) - (b.due_ms ?? Number.POSITIVE_INFINITY);

/** Open situations with who has them and the clock that ends next. */
export function WallSituations() {
  const { t } = useTranslation();
  const open = useQuery({
    queryKey: ['situations', QUESTION],
    queryFn: () => call('GET /api/v1/situations', { query: QUESTION }),
    refetchInterval: 10_000,
  });
  return (
    <WallCard title={t('wall.situations')} grows>
      <Answer query={open} isEmpty={({ total }) => total === 0} empty={t('wall.no_situations')}>
        {({ situations, total }) => (
          <>
            <table className="wall-table">
              <thead>
                <tr>
                  <th scope="col">{t('wall.situation')}</th>
                  <th scope="col">{t('common.state')}</th>
                  <th scope="col">{t('wall.owner')}</th>
                  <th scope="col">{t('wall.due')}</th>
                </tr>
              </thead>
              <tbody>
                {[...situations]
                  .sort(dueFirst)
                  .slice(0, SHOWN)
                  .map((one) => (
                    <Row key={one.id} one={one} />
                  ))}
              </tbody>
            </table>
            {total > SHOWN && <p className="wall-standard">{t('wall.more', { count: total - SHOWN })}</p>}
          </>
        )}
      </Answer>
    </WallCard>
  );
}

function Row({ one }: { readonly one: SituationBrief }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { title, road, state, header, owner, due_ms } = one;
  return (
    <tr>
      <th scope="row">
        {header !== 'real' && t('wall.drill')}
        {title}
        <small>{road[language]}</small>
      </th>
      <td>{t(`wall.situation_state.${state}`)}</td>
      <td>{owner?.name ?? t('wall.nobody')}</td>
      <td>{due_ms === null ? NO_VALUE : <Due due_ms={due_ms} />}</td>
    </tr>
  );
}

function Due({ due_ms }: { readonly due_ms: number }) {
  const { t } = useTranslation();
  const left_ms = due_ms - useNow(1000);
  return left_ms >= 0 ? (
    <>{t('wall.left', { age: ageOf(left_ms) })}</>
  ) : (
    <b className="wall-over">{t('wall.over', { age: ageOf(-left_ms) })}</b>
  );
}
