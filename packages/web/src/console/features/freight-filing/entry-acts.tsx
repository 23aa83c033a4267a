import type { FilingDetail } from '@opentocc/contract';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { ActDialog, type ReasonedAct } from './act-dialog.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { CHANGED } from './queries.ts';

interface Props {
  readonly entry: FilingDetail;
}

/** What can be done about an entry from where it stands, for who is looking. */
export function EntryActs({ entry }: Props) {
  const [open, setOpen] = useState<ReasonedAct | 'edit' | null>(null);
  const [mayFile, mayCheck, maySanction] = [
    ...[useMay('filing:file'), useMay('filing:check'), useMay('filing:sanction')],
  ];
  const close = () => setOpen(null);
  if (entry.content.kind === 'place' && entry.content.place === 'port') return null;
  return (
    <>
      <Space wrap className="filing-acts">
        {mayCheck && <CheckActs entry={entry} ask={setOpen} />}
        {maySanction && <SanctionActs entry={entry} ask={setOpen} />}
        {mayFile && <FirmActs entry={entry} ask={setOpen} />}
      </Space>
      {open === 'edit' && <EntryDialog entry={entry} close={close} />}
      {open !== null && open !== 'edit' && <ActDialog entry={entry} act={open} close={close} />}
    </>
  );
}

interface ActsProps extends Props {
  ask(act: ReasonedAct | 'edit'): void;
}

function CheckActs({ entry, ask }: ActsProps) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const { id, version, state, amendment } = entry;
  if (state !== 'submitted' && amendment?.state !== 'submitted') return null;
  const approve = () =>
    act(() =>
      call('POST /api/v1/freight/filing/entries/:id/decision', {
        params: { id },
        body: { version, approved: true, reason: '' },
      }),
    );
  return (
    <>
      <Button type="primary" onClick={approve}>
        {t('freight-filing.do.approve')}
      </Button>
      <Button onClick={() => ask('return')}>{t('freight-filing.do.return')}</Button>
    </>
  );
}

function SanctionActs({ entry: { state, appeal_due_ms }, ask }: ActsProps) {
  const { t } = useTranslation();
  const isListed = state === 'approved' || state === 'suspended';
  return (
    <>
      {appeal_due_ms !== null && (
        <>
          <Button type="primary" onClick={() => ask('grant')}>
            {t('freight-filing.do.grant')}
          </Button>
          <Button onClick={() => ask('refuse')}>{t('freight-filing.do.refuse')}</Button>
        </>
      )}
      {state === 'approved' && (
        <Button danger onClick={() => ask('suspend')}>
          {t('freight-filing.do.suspend')}
        </Button>
      )}
      {state === 'suspended' && (
        <Button onClick={() => ask('reinstate')}>{t('freight-filing.do.reinstate')}</Button>
      )}
      {isListed && (
        <Button danger onClick={() => ask('remove')}>
          {t('freight-filing.do.remove')}
        </Button>
      )}
    </>
  );
}

function FirmActs({ entry, ask }: ActsProps) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const { id, version, state, appeal_due_ms, amendment } = entry;
  const submit = (submitted: boolean) => () =>
    act(() =>
      call('POST /api/v1/freight/filing/entries/:id/submission', {
        params: { id },
        body: { version, submitted },
      }),
    );
  const isSanctioned = state === 'suspended' || state === 'removed';
  return (
    <>
      {state !== 'removed' && <Button onClick={() => ask('edit')}>{t('freight-filing.do.edit')}</Button>}
      {(state === 'draft' || state === 'returned') && (
        <Button type="primary" onClick={submit(true)}>
          {t('freight-filing.do.submit')}
        </Button>
      )}
      {(state === 'submitted' || amendment) && (
        <Button onClick={submit(false)}>{t('freight-filing.do.withdraw')}</Button>
      )}
      {(state === 'approved' || state === 'draft' || state === 'returned') && !amendment && (
        <Confirm title={t('freight-filing.drop_title')} isDanger onConfirm={submit(false)}>
          <Button>{t('freight-filing.do.drop')}</Button>
        </Confirm>
      )}
      {isSanctioned && appeal_due_ms === null && (
        <Button onClick={() => ask('appeal')}>{t('freight-filing.do.appeal')}</Button>
      )}
    </>
  );
}
