import type { FreightAlarm } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { hourMinuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Due } from '../../ui/due.tsx';
import type { FreightDesk } from './use-desk.ts';

/** Alarms that are not closed, what is due first first. */
export function AlarmList({ desk }: { readonly desk: FreightDesk }) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight-tracking.alarms')} className="freight-alarms">
      <Answer
        query={desk.alarms}
        isEmpty={({ length }) => length === 0}
        empty={t('freight-tracking.no_alarms')}
        height_px={160}
      >
        {(all) => (
          <ul className="freight-rows">
            {all.map((alarm) => (
              <AlarmRow key={alarm.id} alarm={alarm} desk={desk} />
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

function AlarmRow({ alarm, desk }: { readonly alarm: FreightAlarm; readonly desk: FreightDesk }) {
  const { t } = useTranslation();
  const { id, trip, plate, kind, means, raised_ms, owner, due_ms, state, ended_ms, escalated } = alarm;
  return (
    <li>
      <button
        type="button"
        aria-current={id === desk.alarm}
        className={`freight-row means-${means}`}
        onClick={() => desk.chooseAlarm(id, trip)}
      >
        <span className="freight-line">
          <strong>{plateOf(plate)}</strong> {t(`freight-tracking.kind.${kind}`)}
          <span className="freight-space" />
          <b className="freight-means">{t(`freight-tracking.means.${means}`)}</b>
        </span>
        <span className="freight-line muted">
          {hourMinuteOf(raised_ms)} · {owner ?? t('freight-tracking.nobody')}
          {escalated && <b className="bad">{t('freight-tracking.entry.escalated')}</b>}
          {ended_ms !== null && <> · {t('freight-tracking.entry.ended')}</>}
        </span>
        <span className="freight-line">
          {state === 'to_confirm' && <b className="warn">{t('freight-tracking.state.to_confirm')}</b>}
          {due_ms !== null && <Due due_ms={due_ms} soon_ms={null} word={t('freight-tracking.clocks')} />}
        </span>
      </button>
    </li>
  );
}
