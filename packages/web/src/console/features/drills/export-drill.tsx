import type { DrillDetail } from '@opentocc/contract';
import { Button } from 'antd';
import { addressOf } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { saveFile } from '../../export/save-file.ts';

/** Saves the warnings as a table, or all of the result as JSON. */
export function ExportDrill({ drill }: { readonly drill: DrillDetail }) {
  const { t } = useTranslation();
  const json = () =>
    saveFile(
      `drill-${drill.id}.json`,
      new Blob([JSON.stringify(drill, null, 2)], { type: 'application/json' }),
    );
  return (
    <>
      <Button href={addressOf('GET /api/v1/drills/:id/warnings.csv', { params: { id: drill.id } })}>
        {t('drills.csv')}
      </Button>
      <Button onClick={json}>{t('drills.json')}</Button>
    </>
  );
}
