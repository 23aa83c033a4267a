import type { FreightGate } from '@opentocc/contract';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { clockOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { GateState } from './gate-state.tsx';
import { GATES } from './queries.ts';
import { type KeeperAct, WhySheet } from './why-sheet.tsx';

/** The barrier: how it stands, and what a person may make it do. */
export function BarrierCard({ gate }: { readonly gate: FreightGate }) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight-gates.gate')} extra={<GateState gate={gate} />}>
      {gate.has_controller && (
        <p className="muted">
          {[
            t('freight-gates.since', { at: clockOf(gate.since_ms) }),
            gate.opened_by && t(`freight-gates.opened_by.${gate.opened_by}`),
            t(`freight-gates.loop.${gate.loop === null ? 'unknown' : gate.loop ? 'yes' : 'no'}`),
            gate.heard_ms === null
              ? t('freight-gates.never_heard')
              : t('freight-gates.heard', { at: clockOf(gate.heard_ms) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      <BarrierActs gate={gate} />
    </Card>
  );
}

function BarrierActs({ gate: { code, out, has_controller } }: { readonly gate: FreightGate }) {
  const { t } = useTranslation();
  const may = useMay('gates:keep');
  const act = useAction(GATES);
  const [open, setOpen] = useState<KeeperAct | null>(null);
  if (!may) return null;
  const params = { code };
  const send = (reason: string) =>
    act(() =>
      open === 'open' || open === 'close'
        ? call('POST /api/v1/freight/gates/:code/barrier', { params, body: { to: open, reason } })
        : call('POST /api/v1/freight/gates/:code/service', {
            params,
            body: { serves: open === 'put_back', reason },
          }),
    );
  if (open) return <WhySheet act={open} send={send} close={() => setOpen(null)} />;
  const acts: readonly KeeperAct[] = out !== null ? ['put_back'] : ['open', 'close', 'take_out'];
  return (
    <div className="gate-acts">
      {acts
        .filter((one) => has_controller || one === 'open')
        .map((one) => (
          <button key={one} type="button" className="gate-button" onClick={() => setOpen(one)}>
            {t(`freight-gates.${one}`)}
          </button>
        ))}
    </div>
  );
}
