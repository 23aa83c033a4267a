import type { FreightAlarmSheet } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { ClockLedger } from '../../ui/clock-ledger.tsx';
import { Reveal } from '../../ui/reveal.tsx';
import { AlarmActs } from './alarm-acts.tsx';
import { FixesTable } from './fixes-table.tsx';
import { useAlarm } from './queries.ts';

interface Props {
  readonly id: number;
  readonly version: number | undefined;
}

/** One alarm: what, why, what is due, what was done, and what can be done. */
export function AlarmPanel({ id, version }: Props) {
  const query = useAlarm(id, version);
  return (
    <Answer query={query} height_px={240}>
      {(alarm) => <Shown alarm={alarm} />}
    </Answer>
  );
}

function Shown({ alarm }: { readonly alarm: FreightAlarmSheet }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { plate, kind, words, state, owner, truck, driver, firm } = alarm;
  return (
    <Card
      title={`${plateOf(plate)} ${t(`freight-tracking.kind.${kind}`)}`}
      extra={`${t(`freight-tracking.state.${state}`)} · ${owner ?? t('freight-tracking.nobody')}`}
    >
      <p className="freight-words">{words[language]}</p>
      <p className="freight-links">
        {(
          [
            ['truck', truck],
            ['driver', driver],
            ['firm', firm],
          ] as const
        ).map(([of, code]) => (
          <Link key={of} to="/freight/profile/$kind/$id" params={{ kind: of, id: code }}>
            {t(`freight-tracking.${of}`)} {code}
          </Link>
        ))}
        <DriverPhone id={alarm.id} />
      </p>
      <AlarmActs alarm={alarm} />
      <h3>{t('freight-tracking.clocks')}</h3>
      {alarm.clocks.map(({ code, ...reading }) => (
        <ClockLedger key={code} name={reading.rule.name[language]} reading={reading} />
      ))}
      <h3>{t('freight-tracking.ledger')}</h3>
      <ol className="freight-ledger">
        {alarm.ledger.map((entry, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added
          <li key={i}>
            <span className="muted">
              {minuteOf(entry.at_ms)} {entry.by}
            </span>{' '}
            <b>{t(`freight-tracking.entry.${entry.kind}`)}</b> {entry.text[language]}
          </li>
        ))}
      </ol>
      <FixesTable fixes={alarm.fixes} />
    </Card>
  );
}

function DriverPhone({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const may = useMay('tracking:reveal');
  return (
    <Reveal
      masked={t('freight-tracking.phone')}
      may={may}
      ask={(reason) =>
        call('POST /api/v1/freight/tracking/alarms/:id/contact', { params: { id }, body: { reason } })
      }
      show={({ name, phone }) => `${name} ${phone}`}
    />
  );
}
