import type { EndpointSecret, MessageEndpoint } from '@opentocc/contract';
import { Button, Space } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { toast } from '../../ui/toast.ts';
import { useAction } from '../../ui/use-action.ts';

interface Props {
  readonly endpoint: MessageEndpoint;
  edit(): void;
  issue(issued: EndpointSecret): void;
}

/** What may be done with one endpoint. */
export function EndpointActs({ endpoint: { id, active }, edit, issue }: Props) {
  const { t } = useTranslation();
  const act = useAction('messages');
  const params = { id };
  const test = async () => {
    const sent = await act(() => call('POST /api/v1/message-endpoints/:id/test', { params }));
    if (sent) toast('done', t('messages.test_sent'));
  };
  const renew = async () => {
    const made = await act(() => call('POST /api/v1/message-endpoints/:id/secret', { params }));
    if (made) issue(made);
  };
  return (
    <Space>
      <Button size="small" disabled={!active} onClick={test}>
        {t('messages.test')}
      </Button>
      <Button size="small" onClick={edit}>
        {t('messages.edit_endpoint')}
      </Button>
      <Confirm title={t('messages.secret_sure')} onConfirm={renew}>
        <Button size="small">{t('messages.secret')}</Button>
      </Confirm>
    </Space>
  );
}
