import type { IndexValue } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { bandName } from '../../../ui/charts/index-dial.tsx';
import { grouped, indexText, ratioText, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { type BandBelow, bandOf } from '../../../ui/index-bands.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { ShareBar } from '../../../ui/share-bar.tsx';
import { useStore } from '../../../ui/store.ts';
import { Term } from '../../ui/term.tsx';
import { Coverage } from './change.tsx';
import { useValueName } from './choice.ts';
import type { OpenedValue } from './links-drawer.tsx';
import { byIndex } from './now-export.ts';

/** The columns of values now; each row leads to its day and opens the links behind it. */
export function useNowColumns(
  open: (value: OpenedValue) => void,
  band_below: BandBelow,
): TableColumnsType<IndexValue> {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const nameOf = useValueName();
  return [
    {
      title: t('index.name'),
      render: (_, { scope, key, name }) => (
        <Link to="/indices/day" search={{ scope, key }}>
          {nameOf({ scope, key, name })}
        </Link>
      ),
    },
    {
      title: t('index.shenzhen'),
      align: 'right',
      sorter: byIndex,
      defaultSortOrder: 'descend',
      render: (_, value) => <b>{indexText(value.index)}</b>,
    },
    {
      title: t('indices.figure.band'),
      render: (_, value) => t(`band.${bandName(bandOf(value.index, band_below))}`),
    },
    {
      title: <Term of="index">{t('index.gb')}</Term>,
      align: 'right',
      render: (_, value) => indexText(value.gb_index),
    },
    { title: <Term of="tti" />, align: 'right', render: (_, value) => ratioText(value.tti) },
    { title: 'km/h', align: 'right', render: (_, value) => speedText(value.speed_kmh) },
    {
      title: <Term of="mileage_share">{t('index.shares')}</Term>,
      width: 150,
      render: (_, value) => value.index !== null && <ShareBar shares={value.mileage_share} theme={theme} />,
    },
    {
      title: <Term of="coverage">{t('index.coverage')}</Term>,
      align: 'right',
      render: (_, value) => <Coverage share={value.coverage} />,
    },
    {
      title: <Term of="samples">{t('index.samples')}</Term>,
      align: 'right',
      render: (_, value) => grouped(value.samples),
    },
    {
      title: t('indices.figure.link'),
      render: (_, value) => <OpenLinks value={value} open={open} />,
    },
  ];
}

interface OpenLinksProps {
  readonly value: IndexValue;
  open(value: OpenedValue): void;
}

function OpenLinks({ value, open }: OpenLinksProps) {
  const { t } = useTranslation();
  const { scope, key } = value;
  const name = useValueName()(value);
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => open({ scope, key, name, window_end_ms: null })}
    >
      {t('indices.open_links')}
    </button>
  );
}
