import type { Dataset } from '@opentocc/contract';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { addressOf } from '../../../ui/api.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useDatasets } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { DayPicker } from '../../day-picker.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { namesOf } from './left-out-names.ts';

/** Takes a day of a dataset along as a file, and says what is missing in it. */
export function DayExportCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('history.export')}>
      <Answer query={useDatasets()}>{(list) => <DayExport datasets={list} />}</Answer>
    </Card>
  );
}

function DayExport({ datasets }: { readonly datasets: readonly Dataset[] }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const today = dayOf(platformNow());
  const [day, setDay] = useState(today);
  const ofDay = datasets.flatMap(({ code, damaged_files }) =>
    namesOf(
      code,
      damaged_files.filter(({ file }) => file.startsWith(`day=${day}/`)),
    ),
  );
  return (
    <>
      <p className="page-head">
        <DayPicker day={day} last={today} onChange={setDay} />
        {datasets.map(({ code, name }) => (
          <a
            key={code}
            href={addressOf('GET /api/v1/history/export', { query: { dataset: code, day } })}
            download
          >
            {name[language]}
          </a>
        ))}
      </p>
      <LeftOut files={ofDay} />
      <p className="muted hint">{t('history.export_hint')}</p>
    </>
  );
}
