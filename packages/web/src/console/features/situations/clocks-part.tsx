import type { Situation, SituationClock } from '@opentocc/contract';
import { Button } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { ClockLedger } from '../../ui/clock-ledger.tsx';
import { askReason } from '../../ui/reason.ts';
import { useAction } from '../../ui/use-action.ts';
import { CHANGED } from './queries.ts';

interface Props {
  readonly situation: Situation;
}

/** Every clock of a situation: how it stands, when it is due, and line by line why then. */
export function ClocksPart({ situation }: Props) {
  const { t } = useTranslation();
  return (
    <section className="situation-part" aria-label={t('situations.clocks')}>
      <h3>{t('situations.clocks')}</h3>
      {situation.clocks.map((clock) => (
        <ClockLine key={clock.code} clock={clock} situation={situation} />
      ))}
    </section>
  );
}

function ClockLine({ clock, situation }: Props & { readonly clock: SituationClock }) {
  const { t } = useTranslation();
  const [name, number = ''] = clock.code.split(':');
  return (
    <ClockLedger name={`${t(`situations.clock.${name as 'response'}`)} ${number}`} reading={clock.reading}>
      <ClockActs clock={clock} situation={situation} />
    </ClockLedger>
  );
}

/** Pauses and extensions, for who approves them. */
function ClockActs({
  clock: { code, reading },
  situation: { id, version },
}: Props & { readonly clock: SituationClock }) {
  const { t } = useTranslation();
  const may = useMay('situations:approve');
  const act = useAction(...CHANGED);
  const { rule, state } = reading;
  const isOn = state === 'running' || state === 'due_soon';
  if (!may || !(isOn || state === 'paused')) return null;
  const send = async (kind: 'paused' | 'resumed' | 'extended') => {
    const reason = await askReason();
    if (reason === null) return;
    const what = kind === 'extended' ? { kind, reason, length: rule.extension ?? 1 } : { kind, reason };
    await act(() =>
      call('POST /api/v1/situations/:id/clocks', { params: { id }, body: { version, code, act: what } }),
    );
  };
  return (
    <p className="situation-acts">
      {isOn && rule.pausable && (
        <Button size="small" onClick={() => send('paused')}>
          {t('situations.pause')}
        </Button>
      )}
      {state === 'paused' && (
        <Button size="small" onClick={() => send('resumed')}>
          {t('situations.resume')}
        </Button>
      )}
      {isOn && rule.extension !== null && !reading.extended && (
        <Button size="small" onClick={() => send('extended')}>
          {t('situations.extend')}
        </Button>
      )}
    </p>
  );
}
