import type { FreightAlarmSheet } from '@opentocc/contract';
import { Alert, Button, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { askReason } from '../../ui/reason.ts';
import { useAction } from '../../ui/use-action.ts';
import { ClosingDialog } from './closing-dialog.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { CHANGED } from './queries.ts';

/** What may be done with an alarm as it stands. */
export function AlarmActs({ alarm }: { readonly alarm: FreightAlarmSheet }) {
  const may = useMay('tracking:handle');
  if (!may) return null;
  if (alarm.state === 'closed') return <Reopening alarm={alarm} />;
  return alarm.state === 'to_confirm' ? <Confirming alarm={alarm} /> : <Open alarm={alarm} />;
}

interface Props {
  readonly alarm: FreightAlarmSheet;
}

function Open({ alarm: { id, version, owner, kind } }: Props) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const [dialog, setDialog] = useState<'contact' | 'close' | null>(null);
  const take = () =>
    act(() => call('POST /api/v1/freight/tracking/alarms/:id/owner', { params: { id }, body: { version } }));
  const end = () => setDialog(null);
  return (
    <Space wrap>
      <Button type={owner === null ? 'primary' : 'default'} data-key="take" onClick={take}>
        {t('freight-tracking.take')} <kbd>T</kbd>
      </Button>
      <Button data-key="contact" onClick={() => setDialog('contact')}>
        {t('freight-tracking.contact')} <kbd>C</kbd>
      </Button>
      <Button data-key="close" onClick={() => setDialog('close')}>
        {t('freight-tracking.close')} <kbd>E</kbd>
      </Button>
      {dialog === 'contact' && <ContactDialog {...{ id, version }} close={end} />}
      {dialog === 'close' && <ClosingDialog {...{ id, version, kind }} close={end} />}
    </Space>
  );
}

function Confirming({ alarm: { id, version, asked } }: Props) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  if (asked === null) return null;
  const { by, outcome, reason, mine } = asked;
  const judge = (confirmed: boolean) => async () => {
    const why = await askReason();
    if (why === null) return;
    await act(() =>
      call('POST /api/v1/freight/tracking/alarms/:id/sanction', {
        ...{ params: { id }, body: { version, confirmed, reason: why } },
      }),
    );
  };
  const words = t('freight-tracking.asked', {
    ...{ by, reason, outcome: t(`freight-tracking.outcome.${outcome}`) },
  });
  return (
    <>
      <Alert type="warning" title={mine ? words : `${words} ${t('freight-tracking.wait_second')}`} />
      {mine && (
        <Space>
          <Button type="primary" onClick={judge(true)}>
            {t('freight-tracking.confirm')}
          </Button>
          <Button onClick={judge(false)}>{t('freight-tracking.refuse')}</Button>
        </Space>
      )}
    </>
  );
}

function Reopening({ alarm: { id, version } }: Props) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const reopen = async () => {
    const reason = await askReason();
    if (reason === null) return;
    await act(() =>
      call('POST /api/v1/freight/tracking/alarms/:id/reopening', {
        ...{ params: { id }, body: { version, reason } },
      }),
    );
  };
  return <Button onClick={reopen}>{t('freight-tracking.reopen')}</Button>;
}
