import type { Figure, FigureKey, Figures } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { intervalText, ProportionBar, ratioOfText, shareText } from '../../ui/proportion.tsx';

interface Props {
  readonly figures: Figures;
  readonly chosen: FigureKey | undefined;
  readonly unit: string | undefined;
  onChoose(key: FigureKey): void;
  onAll(): void;
}

/** Every figure with how much of what, how sure, and how it stands to its target. */
export function FiguresCard({
  figures: { figures, as_of_ms, behind },
  chosen,
  unit,
  onChoose,
  onAll,
}: Props) {
  const { t } = useTranslation();
  const columns = useColumns(onChoose);
  const as_of = t(behind > 0 ? 'statistics.as_of_behind' : 'statistics.as_of', {
    at: minuteOf(as_of_ms),
    behind,
  });
  return (
    <Card title={t('statistics.figures')} extra={as_of}>
      {unit && (
        <p>
          {t('statistics.only_unit', { unit })} <Button onClick={onAll}>{t('statistics.all_units')}</Button>
        </p>
      )}
      <Table
        rowKey="key"
        size="small"
        columns={columns}
        dataSource={figures}
        pagination={false}
        scroll={{ x: true }}
        rowClassName={({ key }) => (key === chosen ? 'ant-table-row-selected' : '')}
      />
    </Card>
  );
}

function useColumns(onChoose: (key: FigureKey) => void): TableColumnsType<Figure> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    {
      title: t('statistics.figure'),
      className: 'wrap',
      render: (_, { key, name, assumed, source }) => (
        <>
          <button type="button" className="link-button" onClick={() => onChoose(key)}>
            {name[language]}
          </button>{' '}
          {assumed && <Assumed source={source[language]} />}
        </>
      ),
    },
    { title: t('statistics.share'), render: (_, figure) => <Share figure={figure} /> },
    {
      title: t('statistics.counts'),
      className: 'nowrap',
      render: (_, { proportion, unavailable }) =>
        unavailable ? unavailable[language] : ratioOfText(proportion),
    },
    {
      title: t('statistics.interval'),
      render: (_, { proportion, target }) => (
        <>
          <ProportionBar proportion={proportion} target={target} />
          <small className="muted nowrap">{intervalText(proportion)}</small>
        </>
      ),
    },
    {
      title: t('statistics.target'),
      className: 'nowrap',
      render: (_, { target, direction }) =>
        target === null ? '—' : `${direction === 'high' ? '≥' : '≤'} ${shareText(target)}`,
    },
    { title: t('statistics.restated'), render: (_, figure) => <Restated figure={figure} /> },
  ];
}

function Share({ figure: { proportion, target, direction } }: { readonly figure: Figure }) {
  const { t } = useTranslation();
  const { value } = proportion;
  if (value === null) return <span className="muted">{t('statistics.none')}</span>;
  const isMet = target === null || (direction === 'high' ? value >= target : value <= target);
  return (
    <strong className={isMet ? '' : 'bad'}>
      {shareText(value)}
      {!isMet && <span className="visually-hidden"> {t('statistics.missed')}</span>}
    </strong>
  );
}

/** What was published and is not so any more. */
function Restated({ figure: { published, proportion } }: { readonly figure: Figure }) {
  const { t } = useTranslation();
  if (!published) return <span className="muted">{t('statistics.unpublished')}</span>;
  const { numerator, denominator, at_ms } = published;
  if (numerator === proportion.numerator && denominator === proportion.denominator)
    return <span className="muted">{t('statistics.as_published')}</span>;
  return (
    <span className="nowrap">{t('statistics.was', { numerator, denominator, at: minuteOf(at_ms) })}</span>
  );
}
