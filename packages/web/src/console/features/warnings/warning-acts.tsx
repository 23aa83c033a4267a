import type { Warning, WarningAct } from '@opentocc/contract';
import { Button, Select, Space } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay, useSession } from '../../session/session.ts';
import { Popup } from '../../ui/popup.tsx';
import { useAction } from '../../ui/use-action.ts';
import { act, CHANGED_BY_ACT, useWarningPeople } from './queries.ts';
import { SilenceDialog } from './silence-dialog.tsx';

/** What who is on duty can do about one warning. */
export function WarningActs({ warning }: { readonly warning: Warning }) {
  const { t } = useTranslation();
  const run = useAction(...CHANGED_BY_ACT);
  const [silencing, setSilencing] = useState(false);
  const { account } = useSession();
  const [mayAct, maySilence] = [useMay('warnings:act'), useMay('warnings:silence')];
  if (warning.ended_ms !== null || !mayAct) return null;
  const doIt = (what: WarningAct) => () => run(() => act([warning], what));
  const { acknowledged, offered, owner } = warning;
  return (
    <Space wrap>
      {acknowledged ? (
        <Button onClick={doIt({ kind: 'unacknowledge' })}>{t('warnings.unacknowledge')}</Button>
      ) : (
        <Button type="primary" onClick={doIt({ kind: 'acknowledge', minutes: null })}>
          {t('warnings.acknowledge')}
        </Button>
      )}
      {offered?.name === account && (
        <>
          <Button onClick={doIt({ kind: 'accept' })}>{t('warnings.accept')}</Button>
          <Button onClick={doIt({ kind: 'decline', reason: t('warnings.declined') })}>
            {t('warnings.decline')}
          </Button>
        </>
      )}
      {owner?.name !== account && (
        <Button onClick={doIt({ kind: 'take_over' })}>{t('warnings.take_over')}</Button>
      )}
      <Offer warning={warning} />
      {maySilence && <Button onClick={() => setSilencing(true)}>{t('warnings.silence')}</Button>}
      {silencing && <SilenceDialog warning={warning} close={() => setSilencing(false)} />}
    </Space>
  );
}

function Offer({ warning }: { readonly warning: Warning }) {
  const { t } = useTranslation();
  const run = useAction(...CHANGED_BY_ACT);
  const people = useWarningPeople();
  const chooser = (close: () => void) => (
    <Answer query={people}>
      {(all) => (
        <Select
          autoFocus
          style={{ width: 200 }}
          aria-label={t('warnings.offer')}
          options={all.map(({ principal, name }) => ({ value: principal, label: name }))}
          onChange={async (to: string) => {
            await run(() => act([warning], { kind: 'offer', to }));
            close();
          }}
        />
      )}
    </Answer>
  );
  return (
    <Popup title={t('warnings.offer')} content={chooser}>
      <Button>{t('warnings.offer')}</Button>
    </Popup>
  );
}
