import type { ClockReading } from '@opentocc/contract';
import type { ReactNode } from 'react';
import { minuteOf } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { useNow } from '../../ui/use-now.ts';
import { Assumed } from './assumed.tsx';
import { remainingText } from './due.tsx';
import './clocks.css';

interface Props {
  readonly name: ReactNode;
  readonly reading: ClockReading;
  readonly isOpen?: boolean;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** A clock: how it stands and when it is due; opened, line by line why then, and by which rule. */
export function ClockLedger({ name, reading, isOpen = false, children }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const now_ms = useNow(10_000);
  const { state, due_ms, ledger, rule, beyond_year } = reading;
  return (
    <details className={`clock clock-${state}`} open={isOpen}>
      <summary>
        <strong>{name}</strong> <span className="clock-state">{t(`clocks.state.${state}`)}</span>{' '}
        <span className="muted">
          {remainingText(t, reading, now_ms)}{' '}
          {due_ms !== null && t('clocks.due_at', { at: minuteOf(due_ms).slice(5) })}
        </span>{' '}
        {rule.assumed && <span className="clock-mark">{t('common.assumed')}</span>}
      </summary>
      <h4>
        {t('clocks.why_due')} {rule.assumed && <Assumed source={rule.source[language]} />}
      </h4>
      {beyond_year !== null && <p className="note">{t('clocks.beyond', { year: beyond_year })}</p>}
      <ol className="clock-ledger">
        {ledger.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added
          <li key={i} className={`ledger-${line.kind}`}>
            {line.text[language]}
          </li>
        ))}
      </ol>
      {children}
    </details>
  );
}
