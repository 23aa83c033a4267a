import type { RectificationState } from '@opentocc/contract';
import { Select } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useRectifications } from './queries.ts';
import { RectificationCard } from './rectification-card.tsx';
import './visits.css';

const STATES: readonly RectificationState[] = ['open', 'done', 'closed'];

/** What citizens were not satisfied with, until it is put right. */
export function RectificationsPage() {
  const { t } = useTranslation();
  const [state, setState] = useState<RectificationState | undefined>();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('visits.rectifications')}</h1>
        <Select
          allowClear
          aria-label={t('common.state')}
          placeholder={t('visits.all_states')}
          options={STATES.map((value) => ({ value, label: t(`visits.rectification_state.${value}`) }))}
          value={state}
          onChange={setState}
        />
      </div>
      <Answer
        query={useRectifications(state)}
        isEmpty={({ total }) => total === 0}
        empty={t('visits.rectifications_none')}
        height_px={240}
      >
        {({ rectifications }) => (
          <>
            {rectifications.map((one) => (
              <RectificationCard key={one.id} one={one} />
            ))}
          </>
        )}
      </Answer>
    </div>
  );
}
