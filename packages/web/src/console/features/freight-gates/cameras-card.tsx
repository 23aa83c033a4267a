import type { FreightGate, FreightGateCamera, GateSecret } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { clockOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { askReason } from '../../ui/reason.ts';
import { useAction } from '../../ui/use-action.ts';
import { CameraDialog } from './camera-dialog.tsx';
import { GATES } from './queries.ts';
import { SecretDialog } from './secret-dialog.tsx';

interface Props {
  readonly gate: FreightGate;
  readonly cameras: readonly FreightGateCamera[];
}

/** Cameras of a gate, and the secrets by which they and the controller sign in: each shown once. */
export function CamerasCard({ gate, cameras }: Props) {
  const { t } = useTranslation();
  const may = useMay('gates:register');
  const act = useAction(GATES);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<GateSecret | null>(null);
  const renew = async () => {
    const made = await act(() =>
      call('POST /api/v1/freight/gate-locks/:code/secret', { params: { code: gate.lock } }),
    );
    if (made) setSecret(made);
  };
  return (
    <Card title={t('freight-gates.cameras')}>
      {cameras.length === 0 && <p className="muted">{t('freight-gates.cameras_none')}</p>}
      <ul className="gate-rows">
        {cameras.map((camera) => (
          <CameraRow key={camera.code} camera={camera} />
        ))}
      </ul>
      {may && (
        <div className="gate-register">
          <Button size="small" onClick={() => setAdding(true)}>
            {t('freight-gates.add_camera')}
          </Button>
          <Confirm title={t('freight-gates.controller_confirm')} isDanger onConfirm={renew}>
            <Button size="small">{t('freight-gates.controller')}</Button>
          </Confirm>
        </div>
      )}
      {adding && <CameraDialog gate={gate.code} onMade={setSecret} close={() => setAdding(false)} />}
      {secret && <SecretDialog secret={secret} close={() => setSecret(null)} />}
    </Card>
  );
}

function CameraRow({ camera }: { readonly camera: FreightGateCamera }) {
  const { t } = useTranslation();
  const may = useMay('gates:register');
  const act = useAction(GATES);
  const { code, maker, towards, heard_ms, locked_until_ms, retired_ms } = camera;
  const retire = async () => {
    const reason = await askReason();
    if (reason === null) return;
    await act(() =>
      call('POST /api/v1/freight/gate-cameras/:code/retirement', { params: { code }, body: { reason } }),
    );
  };
  return (
    <li>
      <strong>{code}</strong>
      <span>{t(`freight-gates.maker.${maker}`)}</span>
      <span className="muted">{t(`freight-gates.direction.${towards}`)}</span>
      <span className="muted">
        {heard_ms === null
          ? t('freight-gates.never_heard')
          : t('freight-gates.heard', { at: clockOf(heard_ms) })}
      </span>
      {locked_until_ms !== null && (
        <span className="bad">{t('freight-gates.locked', { at: clockOf(locked_until_ms) })}</span>
      )}
      {retired_ms !== null && <span className="muted">{t('freight-gates.retired')}</span>}
      {may && retired_ms === null && (
        <Button size="small" danger onClick={retire}>
          {t('freight-gates.retire')}
        </Button>
      )}
    </li>
  );
}
