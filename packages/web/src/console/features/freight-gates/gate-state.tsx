import type { FreightGate } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

type Shown = Pick<FreightGate, 'state' | 'out' | 'has_controller' | 'waiting'>;

/** How a gate stands, in one word and a colour: what is wrong first. */
export function GateState({ gate }: { readonly gate: Shown }) {
  const { t } = useTranslation();
  const { state, out, has_controller } = gate;
  if (out !== null)
    return (
      <span className="gate-state gate-bad">
        {t('freight-gates.out_of_service', { reason: t(`freight-gates.out.${out}`) })}
      </span>
    );
  if (!has_controller) return <span className="gate-state muted">{t('freight-gates.by_camera')}</span>;
  return <span className={`gate-state ${LOOKS[state]}`}>{t(`freight-gates.state.${state}`)}</span>;
}

const LOOKS = {
  ...{ closed: '', opening: 'gate-open', open: 'gate-open', closing: 'gate-open' },
  ...{ fault: 'gate-bad', unknown: 'gate-bad' },
} as const satisfies Record<FreightGate['state'], string>;
