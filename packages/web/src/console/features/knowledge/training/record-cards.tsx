import type { TrainingRecord } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { dayOf, minuteOf, percent } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { Card } from '../../../card.tsx';
import { Assumed } from '../../../ui/assumed.tsx';
import { useTrainingRecord } from '../queries.ts';
import { MonthField } from './month-field.tsx';

/** 话务知识库培训 of a month: whether enough was held, what came of it, and who is missing. */
export function RecordCards() {
  const { t } = useTranslation();
  const [month, setMonth] = useState(() => dayOf(platformNow()).slice(0, 7));
  return (
    <Card title={t('knowledge.record')} extra={<MonthField value={month} onChange={setMonth} />}>
      <Answer query={useTrainingRecord(month)} height_px={240}>
        {(record) => (
          <>
            <Indicator record={record} />
            <div className="page-columns">
              <Results results={record.results} />
              <Missing missing={record.missing} />
            </div>
          </>
        )}
      </Answer>
    </Card>
  );
}

function Indicator({
  record: { held, required, reached, source, assumed },
}: {
  readonly record: TrainingRecord;
}) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <p className="know-indicator">
      <strong className={reached ? 'good' : 'bad'}>
        {t(reached ? 'knowledge.reached' : 'knowledge.not_reached')}
      </strong>{' '}
      {t('knowledge.held', { held, required })} {assumed && <Assumed source={source[language]} />}{' '}
      <small className="muted">{source[language]}</small>
    </p>
  );
}

type Result = TrainingRecord['results'][number];

function Results({ results }: { readonly results: readonly Result[] }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Result> = [
    { title: t('knowledge.person'), dataIndex: 'name' },
    { title: t('knowledge.courses_done'), align: 'right', dataIndex: 'done' },
    { title: t('knowledge.tries'), align: 'right', dataIndex: 'tries' },
    {
      ...{ title: t('knowledge.best'), align: 'right' },
      render: (_, { right, of }) => (of > 0 ? `${right} / ${of} · ${percent(right / of)}` : '—'),
    },
    { title: t('knowledge.last'), render: (_, { last_ms }) => minuteOf(last_ms) },
  ];
  return (
    <section aria-label={t('knowledge.results')}>
      <h3>{t('knowledge.results')}</h3>
      {results.length === 0 ? (
        <p className="muted">{t('knowledge.results_none')}</p>
      ) : (
        <Table
          rowKey="principal"
          size="small"
          columns={columns}
          dataSource={results}
          scroll={{ x: true }}
          pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        />
      )}
    </section>
  );
}

function Missing({ missing }: Pick<TrainingRecord, 'missing'>) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('knowledge.missing')}>
      <h3>{t('knowledge.missing_n', { count: missing.length })}</h3>
      {missing.length === 0 && <p className="muted">{t('knowledge.missing_none')}</p>}
      <ul className="know-missing">
        {missing.map(({ principal, name, lacks }) => (
          <li key={principal}>
            {name} <small className="muted">{lacks.join(t('common.comma'))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
