import { Select, Space } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { useBoard, useRoster } from '../queries.ts';
import { EntriesCard } from './entries-card.tsx';
import { LeaveCard } from './leave-card.tsx';
import { RosterActs } from './roster-acts.tsx';
import { RosterCard } from './roster-card.tsx';
import { SwapsCard } from './swaps-card.tsx';
import { useChosenWeek } from './use-chosen-week.ts';
import '../duty.css';

/** The roster of a post over a week: what was entered by layer, who is on duty by all of it, its gaps, swaps and leave. */
export function RosterPage() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const board = useBoard();
  const week = useChosenWeek(board);
  const roster = useRoster(week.post, week.from_ms, week.to_ms);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('duty.roster')}</h1>
        <Space wrap>
          <Select
            className="duty-post"
            aria-label={t('duty.post')}
            value={week.post}
            onChange={week.choosePost}
            options={week.posts.map(({ post }) => ({ value: post.id, label: post.name[language] }))}
          />
          <DateField
            aria-label={t('duty.week_of')}
            value={week.day}
            onChange={(day) => day && week.chooseDay(day)}
          />
        </Space>
        <RosterActs roster={roster} />
      </div>
      <Answer query={board} isEmpty={({ posts }) => posts.length === 0} empty={t('duty.no_posts')}>
        {() => (
          <Answer query={roster} height_px={320}>
            {(of) => (
              <>
                <RosterCard roster={of} from_ms={week.from_ms} to_ms={week.to_ms} />
                <EntriesCard roster={of} />
              </>
            )}
          </Answer>
        )}
      </Answer>
      <div className="page-columns">
        <SwapsCard roster={roster} />
        <LeaveCard />
      </div>
    </div>
  );
}
