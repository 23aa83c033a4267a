import type { WarningBrief, WarningList } from '@opentocc/contract';
import { Segmented } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useEndedWarnings, useOpenWarnings } from './queries.ts';
import { WarningRows } from './warning-list.tsx';
import './warnings.css';

type Shown = 'open' | 'ended';
const LEVELS = ['red', 'orange', 'yellow', 'blue'];
const ATTENTION = ['unanswered', 'acknowledged', 'held_back', 'silenced', 'ended'];

/** All open warnings, what asks for somebody first. */
export function WarningsPage() {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>('open');
  const [open, ended] = [useOpenWarnings(), useEndedWarnings()];
  const asked = answerFrom(shown === 'open' ? open : ended, (list) => ({ ...list, warnings: ordered(list) }));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('warnings.title')}</h1>
        <Segmented
          aria-label={t('warnings.title')}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'open', label: t('warnings.open') },
            { value: 'ended', label: t('warnings.ended') },
          ]}
        />
      </div>
      <Card title={t(`warnings.${shown}`)} extra={t('warnings.keys')}>
        <Answer
          query={asked}
          isEmpty={({ warnings }) => warnings.length === 0}
          empty={t(shown === 'open' ? 'warnings.none' : 'warnings.none_ended')}
          height_px={400}
        >
          {({ warnings, counts }) => (
            <>
              <p className="muted">{t('warnings.counts', { ...counts })}</p>
              <WarningRows all={warnings} />
            </>
          )}
        </Answer>
      </Card>
    </div>
  );
}

const rank = ({ attention, level }: WarningBrief) =>
  ATTENTION.indexOf(attention) * 10 + LEVELS.indexOf(level);

const ordered = ({ warnings }: WarningList): WarningBrief[] =>
  [...warnings].sort((a, b) => rank(a) - rank(b) || b.began_ms - a.began_ms);
