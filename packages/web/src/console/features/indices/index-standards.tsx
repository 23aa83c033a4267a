import type { IndexValue } from '@opentocc/contract';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProvenance } from '../../../ui/i18n/provenance.ts';
import { Card } from '../../card.tsx';
import { useLiveIndices } from './live-indices.ts';
import './cards.css';

/** The standards that the published indices follow, and whether all their parameters are confirmed. */
export function IndexStandards() {
  const { t } = useTranslation();
  const told = useProvenance();
  const values = [...useLiveIndices('city'), ...useLiveIndices('district'), ...useLiveIndices('class')];
  return (
    <Card title={t('indices.standards')}>
      <ul className="standards">
        {distinct(values).map(({ standard, formula_version, assumed }) => (
          <li key={`${standard} ${formula_version}`}>
            <span>{told(standard)}</span>
            <span className="muted">
              {t('indices.figure.formula')} {formula_version}
            </span>
            <Tag>{assumed ? t('common.assumed') : t('indices.confirmed')}</Tag>
            {assumed && <small className="muted">{t('common.assumed_hint')}</small>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function distinct(values: readonly IndexValue[]): IndexValue[] {
  return [...new Map(values.map((value) => [`${value.standard} ${value.formula_version}`, value])).values()];
}
