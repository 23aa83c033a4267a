import type { VisitResults } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { Table } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { intervalText, ProportionBar, ratioOfText, shareText } from '../../ui/proportion.tsx';
import { useResults } from './queries.ts';

const DAYS = 30;

/** What visits say by question, each with how sure that is. */
export function ResultsCard() {
  const { t } = useTranslation();
  const today_ms = startOfDay_ms(useNow(60_000));
  return (
    <Card title={t('visits.results')}>
      <Answer
        query={useResults(today_ms - DAYS * DAY_MS, today_ms + DAY_MS)}
        isEmpty={({ drawn }) => drawn === 0}
        empty={t('visits.results_none')}
        height_px={200}
      >
        {(results) => <Results results={results} />}
      </Answer>
    </Card>
  );
}

function Results({ results }: { readonly results: VisitResults }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const rows = [
    { key: 'response', name: t('visits.response'), of: results.response },
    ...results.questions.map(({ key, name, all }) => ({ key, name: name[language], of: all })),
  ];
  return (
    <>
      <Table
        rowKey="key"
        size="small"
        pagination={false}
        scroll={{ x: true }}
        dataSource={rows}
        columns={[
          { title: t('visits.question'), dataIndex: 'name' },
          {
            title: t('visits.share'),
            render: (_, { of }) => (
              <span className="nowrap">
                <strong>{shareText(of.value)}</strong> <small className="muted">{ratioOfText(of)}</small>
              </span>
            ),
          },
          {
            title: t('visits.interval'),
            render: (_, { of }) => (
              <>
                <ProportionBar proportion={of} />
                <small className="muted nowrap">{intervalText(of)}</small>
              </>
            ),
          },
        ]}
      />
      <p className="muted hint">{t('visits.results_hint')}</p>
    </>
  );
}
