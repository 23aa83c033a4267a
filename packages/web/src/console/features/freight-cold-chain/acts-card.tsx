import type { Consignment } from '@opentocc/contract';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { COLD } from './queries.ts';
import { TestDialog } from './test-dialog.tsx';

/** What may be done next with goods, for who may do it. */
export function ActsCard({ consignment }: { readonly consignment: Consignment }) {
  const { t } = useTranslation();
  const [mayDeclare, mayKeep] = [useMay('cold-chain:declare'), useMay('cold-chain:warehouse')];
  const { state } = consignment;
  const forFirm = mayDeclare && state === 'booked';
  const forKeeper = mayKeep && !['failed', 'left', 'called_off'].includes(state);
  if (!forFirm && !forKeeper) return null;
  return (
    <Card title={t('freight_cold_chain.next')}>
      <Space wrap>
        {forFirm && <FirmActs consignment={consignment} />}
        {forKeeper && <KeeperActs consignment={consignment} />}
      </Space>
    </Card>
  );
}

function FirmActs({ consignment: { id, version } }: { readonly consignment: Consignment }) {
  const { t } = useTranslation();
  const act = useAction(COLD);
  const params = { id };
  const depart = () =>
    act(() =>
      call('POST /api/v1/freight/cold-chain/consignments/:id/departure', { params, body: { version } }),
    );
  const callOff = () =>
    act(() =>
      call('POST /api/v1/freight/cold-chain/consignments/:id/calling-off', {
        params,
        body: { version, reason: t('freight_cold_chain.by_owner') },
      }),
    );
  return (
    <>
      <Button type="primary" onClick={depart}>
        {t('freight_cold_chain.depart')}
      </Button>
      <Confirm title={t('freight_cold_chain.call_off')} onConfirm={callOff}>
        <Button danger>{t('freight_cold_chain.call_off')}</Button>
      </Confirm>
    </>
  );
}

function KeeperActs({ consignment }: { readonly consignment: Consignment }) {
  const { t } = useTranslation();
  const act = useAction(COLD);
  const [isTesting, setTesting] = useState(false);
  const { id, version, state } = consignment;
  const params = { id };
  const arrive = (seal_intact: boolean) =>
    act(() =>
      call('POST /api/v1/freight/cold-chain/consignments/:id/arrival', {
        params,
        body: { version, seal_intact, note: '' },
      }),
    );
  const certify = () =>
    act(() =>
      call('POST /api/v1/freight/cold-chain/consignments/:id/certificate', { params, body: { version } }),
    );
  const remove = () =>
    act(() =>
      call('POST /api/v1/freight/cold-chain/consignments/:id/removal', { params, body: { version } }),
    );
  if (state === 'booked' || state === 'under_way')
    return (
      <>
        <Button type="primary" onClick={() => arrive(true)}>
          {t('freight_cold_chain.arrive')}
        </Button>
        <Button danger onClick={() => arrive(false)}>
          {t('freight_cold_chain.arrive_broken')}
        </Button>
      </>
    );
  if (state === 'at_warehouse')
    return (
      <>
        <Button type="primary" onClick={() => setTesting(true)}>
          {t('freight_cold_chain.enter_test')}
        </Button>
        {isTesting && <TestDialog consignment={consignment} close={() => setTesting(false)} />}
      </>
    );
  return (
    <Button type="primary" onClick={state === 'passed' ? certify : remove}>
      {t(state === 'passed' ? 'freight_cold_chain.certify' : 'freight_cold_chain.remove')}
    </Button>
  );
}
