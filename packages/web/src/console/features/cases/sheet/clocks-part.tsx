import type { Case, CaseClock } from '@opentocc/contract';
import { Button } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { ClockLedger } from '../../../ui/clock-ledger.tsx';
import { askReason } from '../../../ui/reason.ts';
import { useAction } from '../../../ui/use-action.ts';
import { ClockName } from '../case-words.tsx';
import { CHANGED } from '../queries.ts';

interface Props {
  readonly one: Case;
}

/** Every clock of a case, that of another hotline beside ours, each with why it is due when it is. */
export function ClocksPart({ one }: Props) {
  const { t } = useTranslation();
  const { clocks, clock: next } = one;
  if (clocks.length === 0) return null;
  return (
    <section className="case-part" aria-label={t('cases.clocks')}>
      <h3>{t('cases.clocks')}</h3>
      {clocks.map((clock) => (
        <ClockLedger
          key={clock.code}
          name={<ClockName code={clock.code} />}
          reading={clock.reading}
          isOpen={clock.code === next}
        >
          <ClockActs one={one} clock={clock} />
        </ClockLedger>
      ))}
    </section>
  );
}

/** Pauses and extensions, for who approves them. */
function ClockActs({
  one: { id, version, outside },
  clock: { code, reading },
}: Props & { readonly clock: CaseClock }) {
  const { t } = useTranslation();
  const may = useMay('cases:supervise');
  const act = useAction(...CHANGED);
  const { rule, state, extended } = reading;
  const isOn = state === 'running' || state === 'due_soon';
  if (!may || code === outside?.system || !(isOn || state === 'paused')) return null;
  const send = async (kind: 'paused' | 'resumed' | 'extended') => {
    const reason = await askReason();
    if (reason === null) return;
    const what = kind === 'extended' ? { kind, reason, length: rule.extension ?? 1 } : { kind, reason };
    await act(() =>
      call('POST /api/v1/cases/:id/clocks', { params: { id }, body: { version, code, act: what } }),
    );
  };
  return (
    <p className="case-acts">
      {isOn && rule.pausable && (
        <Button size="small" onClick={() => send('paused')}>
          {t('cases.pause')}
        </Button>
      )}
      {state === 'paused' && (
        <Button size="small" onClick={() => send('resumed')}>
          {t('cases.resume')}
        </Button>
      )}
      {isOn && rule.extension !== null && !extended && (
        <Button size="small" onClick={() => send('extended')}>
          {t('cases.extend')}
        </Button>
      )}
    </p>
  );
}
