import type { StudyScore } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { hourMinuteOf, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { useAction } from '../../../ui/use-action.ts';
import { useScore } from './queries.ts';
import { ScoreFigures } from './score-figures.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import './trust.css';

/** What became of the prediction of a study: whether it is scored, when, and how it did. */
export function ScoreCard({ study }: { readonly study: number }) {
  const { t } = useTranslation();
  return (
    <Card title={t('studies.trust.score')} extra={t('studies.trust.score_hint')}>
      <Answer query={useScore(study)} height_px={48}>
        {(score) => <Standing score={score} />}
      </Answer>
    </Card>
  );
}

function Standing({ score }: { readonly score: StudyScore }) {
  const { t } = useTranslation();
  const { state, reason, note, detail } = score;
  if (state === 'scored' && detail) return <ScoreFigures score={score} detail={detail} />;
  if (state === 'unconfirmed') return <Unconfirmed score={score} />;
  if (state === 'awaiting') return <Awaiting score={score} />;
  const words = reason ? t(`studies.trust.reasons.${reason}`) : '';
  const more = note ? ` · ${note}` : '';
  if (state === 'withdrawn') return <p>{t('studies.trust.withdrawn', { reason: words, note: more })}</p>;
  return <p>{t('studies.trust.not_scored', { reason: words })}</p>;
}

function Unconfirmed({ score: { study, confirm_until_ms } }: { readonly score: StudyScore }) {
  const { t } = useTranslation();
  const act = useAction('scores');
  const may = useMay('studies:run');
  const until = hourMinuteOf(confirm_until_ms);
  if (platformNow() > confirm_until_ms)
    return (
      <p className="muted">{t('studies.trust.unconfirmed_late', { until: minuteOf(confirm_until_ms) })}</p>
    );
  const confirm = () => call('POST /api/v1/studies/:id/confirmation', { params: { id: study } });
  return (
    <div className="score-acts">
      <span>{t('studies.trust.unconfirmed', { until })}</span>
      {may && (
        <Button size="small" onClick={() => void act(confirm)}>
          {t('studies.trust.confirm')}
        </Button>
      )}
    </div>
  );
}

function Awaiting({ score }: { readonly score: StudyScore }) {
  const { t } = useTranslation();
  const may = useMay('studies:run');
  const [isOpen, setOpen] = useState(false);
  const { confirmed_by, confirmed_ms, due_ms, withdraw_until_ms } = score;
  const said = { by: confirmed_by, at: hourMinuteOf(confirmed_ms ?? 0), due: hourMinuteOf(due_ms) };
  return (
    <div className="score-acts">
      <span>{t('studies.trust.awaiting', said)}</span>
      {may && platformNow() <= withdraw_until_ms && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('studies.trust.withdraw')}
        </Button>
      )}
      {isOpen && <WithdrawDialog study={score.study} close={() => setOpen(false)} />}
    </div>
  );
}
