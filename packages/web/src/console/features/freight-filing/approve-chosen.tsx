import type { FilingEntry } from '@opentocc/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useAction } from '../../ui/use-action.ts';
import { CHANGED } from './queries.ts';

interface Props {
  readonly entries: readonly FilingEntry[];
  done(): void;
}

/** Approves what was chosen in the list, and says which could not be and why. */
export function ApproveChosen({ entries, done }: Props) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const [refused, setRefused] = useState<readonly { readonly id: string; readonly reason: string }[]>([]);
  const approve = async () => {
    const outcome = await act(() =>
      call('POST /api/v1/freight/filing/approvals', {
        body: { entries: entries.map(({ id, version }) => ({ id, version })) },
      }),
    );
    if (!outcome) return;
    setRefused(outcome.refused);
    if (outcome.refused.length === 0) done();
  };
  const close = () => {
    setRefused([]);
    done();
  };
  return (
    <>
      <Button type="primary" size="small" onClick={approve}>
        {t('freight-filing.approve_chosen', { n: entries.length })}
      </Button>
      {refused.length > 0 && (
        <Modal open title={t('freight-filing.not_approved')} onOk={close} onCancel={close}>
          <ul>
            {refused.map(({ id, reason }) => (
              <li key={id}>
                {id}: {reason}
              </li>
            ))}
          </ul>
        </Modal>
      )}
    </>
  );
}
