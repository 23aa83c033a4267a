import type { FigureItem, FigureKey } from '@opentocc/contract';
import { Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { CaseNumber } from '../../ui/case-number.tsx';
import { type Part, type Span, useFigureItems } from './queries.ts';

interface Props {
  readonly figure: FigureKey;
  readonly span: Span;
}

const PARTS: readonly Part[] = ['rest', 'numerator', 'denominator'];
const PAGE = 12;

/** The cases that a figure counts: those that count, those that do not, or both. */
export function ItemsTable({ figure, span }: Props) {
  const { t } = useTranslation();
  const [part, setPart] = useState<Part>('rest');
  const [page, setPage] = useState(1);
  const columns = useColumns();
  const query = { ...span, part, offset: (page - 1) * PAGE, limit: PAGE };
  return (
    <section>
      <Segmented
        value={part}
        onChange={(next) => {
          setPart(next);
          setPage(1);
        }}
        options={PARTS.map((value) => ({ value, label: t(`statistics.part.${value}`) }))}
      />
      <Answer
        query={useFigureItems(figure, query)}
        isEmpty={({ total }) => total === 0}
        empty={t('statistics.no_items')}
        height_px={160}
      >
        {({ items, total }) => (
          <Table
            rowKey={({ number, at_ms }) => `${number}/${at_ms}`}
            size="small"
            columns={columns}
            dataSource={items}
            scroll={{ x: true }}
            pagination={{
              ...{ current: page, pageSize: PAGE, total, onChange: setPage, showSizeChanger: false },
              hideOnSinglePage: true,
            }}
          />
        )}
      </Answer>
    </section>
  );
}

function useColumns(): TableColumnsType<FigureItem> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    {
      title: t('statistics.case'),
      render: (_, item) =>
        item.case === null ? item.number : <CaseNumber id={item.case} number={item.number} />,
    },
    { title: t('statistics.subject'), className: 'wrap', dataIndex: 'title' },
    { title: t('statistics.by.unit'), render: (_, { unit_name }) => unit_name?.[language] ?? '—' },
    {
      title: t('statistics.at'),
      className: 'nowrap',
      render: (_, { at_ms }) => minuteOf(at_ms).slice(5),
    },
  ];
}
