import type { RecallSheet } from '@opentocc/contract';
import { Button } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { saveFile } from '../../export/save-file.ts';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { COLD } from './queries.ts';

/** What may be done with a recall: its list saved, and its end once all have answered. */
export function RecallActs({ sheet: { id, ended_ms } }: { readonly sheet: RecallSheet }) {
  const { t } = useTranslation();
  const act = useAction(COLD);
  const look = useAction();
  const mayHandle = useMay('cold-chain:handle');
  const save = async (format: 'csv' | 'xlsx') => {
    const content = await look(() =>
      call('GET /api/v1/freight/cold-chain/recalls/:id/sheet', { params: { id }, query: { format } }),
    );
    if (content) saveFile(`recall-${id}.${format}`, new Blob([content]));
  };
  const end = () =>
    act(() =>
      call('POST /api/v1/freight/cold-chain/recalls/:id/ending', {
        params: { id },
        body: { note: t('freight_cold_chain.all_answered') },
      }),
    );
  return (
    <>
      <Button size="small" onClick={() => save('csv')}>
        CSV
      </Button>{' '}
      <Button size="small" onClick={() => save('xlsx')}>
        XLSX
      </Button>{' '}
      {mayHandle && ended_ms === null && (
        <Confirm title={t('freight_cold_chain.recall_end')} onConfirm={end}>
          <Button size="small">{t('freight_cold_chain.recall_end')}</Button>
        </Confirm>
      )}
    </>
  );
}
