import type { FreightPortEntry } from '@opentocc/contract';
import { type TableColumnsType, Tag } from 'antd';
import { call } from '../../../../ui/api.ts';
import { answerFrom } from '../../../../ui/asked.ts';
import { minuteOf } from '../../../../ui/format.ts';
import { useTextGroups, useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { Assumed } from '../../../ui/assumed.tsx';
import { ListTable } from '../../../ui/list-table.tsx';
import { hoursWritten } from '../draft/typed-hours.ts';
import { usePortStates } from '../queries.ts';
import { ReasonButton } from '../reason-button.tsx';
import { usePortName, useSay } from '../words.tsx';

/** Every state on record, the newest first: what it says, why, and on what it stands. */
export function StatesCard() {
  const { t } = useTranslation();
  const rows = answerFrom(usePortStates(), ({ states }) =>
    states.toSorted((a, b) => b.state.from_ms - a.state.from_ms || b.id - a.id),
  );
  return (
    <Card title={t('freight-regimes.states_of_ports')}>
      <ListTable query={rows} columns={useColumns()} none={t('freight-regimes.none')} />
    </Card>
  );
}

function useColumns(): TableColumnsType<FreightPortEntry> {
  const { t, group } = useTextGroups();
  const [say, portName] = [useSay(), usePortName()];
  const may = useMay('freight-regimes:ports');
  const [directions, classes] = [group('freight-regimes.direction'), group('freight-regimes.class')];
  const names = (all: readonly string[], of: Readonly<Record<string, string>>) =>
    all.length === 0 ? t('freight-regimes.all') : all.map((one) => of[one]).join(t('freight-regimes.comma'));
  return [
    {
      title: t('freight-regimes.port'),
      render: (_, { state, withdrawn }) => (
        <>
          {portName(state.port)}{' '}
          <Tag color={state.state === 'closed' ? 'error' : 'success'}>
            {t(`freight-regimes.port_state.${state.state}`)}
          </Tag>
          {withdrawn && <Tag>{t('freight-regimes.withdrawn')}</Tag>}
        </>
      ),
    },
    {
      title: t('freight-regimes.about'),
      render: (_, { state }) => `${names(state.directions, directions)} · ${names(state.classes, classes)}`,
    },
    {
      title: t('freight-regimes.span'),
      className: 'nowrap',
      render: (_, { state: { from_ms, to_ms, hours } }) => (
        <>
          {minuteOf(from_ms)} – {to_ms === null ? t('freight-regimes.no_end') : minuteOf(to_ms)}
          <div className="muted">{hoursWritten(hours)}</div>
        </>
      ),
    },
    {
      title: t('freight-regimes.why'),
      className: 'wrap',
      render: (_, { state: { reason, source, assumed } }) => (
        <>
          {reason && <div>{say(reason)}</div>}
          <span className="muted">{say(source)}</span> {assumed && <Assumed source={say(source)} />}
        </>
      ),
    },
    { title: '', render: (_, entry) => may && <End entry={entry} /> },
  ];
}

function End({ entry: { id, state, withdrawn } }: { readonly entry: FreightPortEntry }) {
  const { t } = useTranslation();
  const now_ms = platformNow();
  const isOver = withdrawn || (state.to_ms !== null && state.to_ms <= now_ms);
  if (isOver || state.state === 'open') return null;
  const isToCome = state.from_ms > now_ms;
  return (
    <ReasonButton
      title={t(isToCome ? 'freight-regimes.call_off' : 'freight-regimes.open_again')}
      hint={t(isToCome ? 'freight-regimes.call_off_hint' : 'freight-regimes.open_again_hint')}
      send={(reason) =>
        call('POST /api/v1/freight/port-states/:id/end', {
          ...{ params: { id }, body: { seen_to_ms: state.to_ms, to_ms: platformNow(), reason } },
        })
      }
    />
  );
}
