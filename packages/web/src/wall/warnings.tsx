import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/answer.tsx';
import { call } from '../ui/api.ts';
import { grouped } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { WallCard } from './card.tsx';

const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;
/** The counts alone are shown. */
const QUESTION = { state: 'open' as const, limit: 1 };

/** Open warnings by level, and how many of them nobody has answered. */
export function WallWarnings() {
  const { t } = useTranslation();
  const open = useQuery({
    queryKey: ['warnings', QUESTION],
    queryFn: () => call('GET /api/v1/warnings', { query: QUESTION }),
    refetchInterval: 10_000,
  });
  return (
    <WallCard title={t('wall.warnings')}>
      <Answer query={open}>
        {({ counts }) => (
          <dl className="wall-facts">
            {LEVELS.map((level) => (
              <div key={level} className="wall-level">
                <dt>
                  <span className={`wall-level-mark wall-level-${level}`}>{t(`wall.signal.${level}`)}</span>
                </dt>
                <dd>{grouped(counts[level])}</dd>
              </div>
            ))}
            <div className="wall-level">
              <dt>{t('wall.unanswered')}</dt>
              <dd>{grouped(counts.unanswered)}</dd>
            </div>
          </dl>
        )}
      </Answer>
    </WallCard>
  );
}
