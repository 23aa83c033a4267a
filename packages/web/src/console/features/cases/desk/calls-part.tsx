import type { CallBrief } from '@opentocc/contract';
import { Button } from 'antd';
import { ageOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useNow } from '../../../../ui/use-now.ts';
import { useOwnCalls } from './use-own-calls.ts';

interface Props {
  /** The call that the draft on the desk was begun for. */
  readonly onDesk: string | null;
  onTake(call: CallBrief): void;
}

/** The call that rings or is spoken here, its number masked, and how many wait. */
export function CallsPart({ onDesk, onTake }: Props) {
  const { t } = useTranslation();
  const calls = useOwnCalls();
  if (calls === null) return <p className="muted">{t('cases.desk.calls_unknown')}</p>;
  return (
    <div aria-live="polite">
      {calls.own.map((one) => (
        <CallPop key={one.id} one={one} isOnDesk={one.call === onDesk} onTake={() => onTake(one)} />
      ))}
      {calls.own.length === 0 && <p className="muted">{t('cases.desk.no_call')}</p>}
      <p className={calls.queued > 0 ? 'desk-queued' : 'muted'}>
        {t('cases.desk.queued', { n: calls.queued })}
      </p>
    </div>
  );
}

interface PopProps {
  readonly one: CallBrief;
  readonly isOnDesk: boolean;
  onTake(): void;
}

function CallPop({ one, isOnDesk, onTake }: PopProps) {
  const { t } = useTranslation();
  const now_ms = useNow(1000);
  const { state, number, queue, begin_ms, answered_ms, within_hour } = one;
  return (
    <div className={`desk-call call-${state}`}>
      <p>
        <strong>{number || t('cases.desk.withheld')}</strong>{' '}
        <span>{t(`cases.desk.call_state.${state}`)}</span> {ageOf(now_ms - (answered_ms ?? begin_ms))}
      </p>
      <p className="muted">
        {queue}
        {within_hour > 1 && ` · ${t('cases.desk.within_hour', { n: within_hour })}`}
      </p>
      {!isOnDesk && (
        <Button type="primary" block onClick={onTake}>
          {t('cases.desk.take')} <kbd>F2</kbd>
        </Button>
      )}
    </div>
  );
}
