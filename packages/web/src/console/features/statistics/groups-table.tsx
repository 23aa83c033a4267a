import type { FigureKey } from '@opentocc/contract';
import { Segmented, Table } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { intervalText, ProportionBar, ratioOfText, shareText } from '../../ui/proportion.tsx';
import { type GroupedBy, type Span, useFigureGroups } from './queries.ts';

interface Props {
  readonly figure: FigureKey;
  readonly span: Span;
  onUnit(unit: string): void;
}

const BY: readonly GroupedBy[] = ['unit', 'field', 'type'];

/** A figure by unit, field or type; the parts add up to the whole. */
export function GroupsTable({ figure, span, onUnit }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [by, setBy] = useState<GroupedBy>('unit');
  return (
    <section>
      <Segmented
        value={by}
        onChange={setBy}
        options={BY.map((value) => ({ value, label: t(`statistics.by.${value}`) }))}
      />
      <Answer
        query={useFigureGroups(figure, { ...span, by })}
        isEmpty={({ length }) => length === 0}
        empty={t('statistics.none')}
        height_px={160}
      >
        {(groups) => (
          <Table
            rowKey={({ key }) => key ?? ''}
            size="small"
            pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: true }}
            dataSource={groups}
            columns={[
              {
                title: t(`statistics.by.${by}`),
                render: (_, { key, name }) =>
                  by === 'unit' && key !== null ? (
                    <button type="button" className="link-button" onClick={() => onUnit(key)}>
                      {name[language]}
                    </button>
                  ) : (
                    name[language]
                  ),
              },
              { title: t('statistics.share'), render: (_, { proportion }) => shareText(proportion.value) },
              {
                title: t('statistics.counts'),
                className: 'nowrap',
                render: (_, { proportion }) => ratioOfText(proportion),
              },
              {
                title: t('statistics.interval'),
                render: (_, { proportion }) => (
                  <>
                    <ProportionBar proportion={proportion} />
                    <small className="muted nowrap">{intervalText(proportion)}</small>
                  </>
                ),
              },
            ]}
          />
        )}
      </Answer>
    </section>
  );
}
