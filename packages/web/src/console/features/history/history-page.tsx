import type { Dataset, LeftOutFile } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { addressOf } from '../../../ui/api.ts';
import { bytesOf, dayOf, grouped, minuteOf } from '../../../ui/format.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useDatasets } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { DayPicker } from '../../day-picker.tsx';
import { useMayInCity } from '../../session/session.ts';
import { LeftOut } from '../../ui/left-out.tsx';

/** As they are found below the data folder. */
const namesOf = (dataset: Dataset['code'], files: readonly LeftOutFile[]) =>
  files.map(({ file }) => `${dataset}/${file}`);

/** What is stored, how long, and how to take it along. */
export function HistoryPage() {
  const { t } = useTranslation();
  const datasets = useDatasets();
  const columns = useColumns();
  const mayExport = useMayInCity('history:export');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('history.title')}</h1>
        <Link to="/map">{t('history.replay_hint')}</Link>
      </div>
      <Card title={t('history.dataset')}>
        <Answer query={datasets}>
          {(list) => (
            <>
              <Table
                rowKey="code"
                size="small"
                columns={columns}
                dataSource={list}
                pagination={false}
                scroll={{ x: true }}
              />
              <LeftOut files={list.flatMap(({ code, damaged_files }) => namesOf(code, damaged_files))} />
            </>
          )}
        </Answer>
      </Card>
      {mayExport ? (
        <Card title={t('history.export')}>
          <Answer query={datasets}>{(list) => <Export datasets={list} />}</Answer>
        </Card>
      ) : (
        <p className="muted hint">{t('history.no_export')}</p>
      )}
    </div>
  );
}

function useColumns(): TableColumnsType<Dataset> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    { title: t('history.dataset'), render: (_, { name, code }) => `${name[language]} (${code})` },
    { title: t('history.rows'), align: 'right', render: (_, { rows }) => grouped(rows) },
    { title: t('history.pending'), align: 'right', render: (_, { pending_rows }) => grouped(pending_rows) },
    { title: t('history.bytes'), align: 'right', render: (_, { bytes }) => bytesOf(bytes) },
    { title: t('history.files'), align: 'right', render: (_, { files }) => grouped(files) },
    {
      title: t('history.damaged'),
      align: 'right',
      render: (_, { damaged_files }) =>
        damaged_files.length > 0 ? <b className="bad">{damaged_files.length}</b> : damaged_files.length,
    },
    {
      title: t('history.span'),
      render: (_, { from_ms, to_ms }) =>
        from_ms === null || to_ms === null ? t('history.empty') : `${minuteOf(from_ms)} – ${minuteOf(to_ms)}`,
    },
    {
      title: t('history.retention'),
      align: 'right',
      render: (_, { retention_days }) => t('history.days', { number: retention_days }),
    },
  ];
}

function Export({ datasets }: { datasets: readonly Dataset[] }) {
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
