import type { IndexValue } from '@opentocc/contract';
import { Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, both } from '../../../ui/asked.ts';
import { useProvenance } from '../../../ui/i18n/provenance.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useLiveIndices } from './live-indices.ts';
import './cards.css';

/** The standards that the published indices follow, and whether all their parameters are confirmed. */
export function IndexStandards() {
  const { t } = useTranslation();
  const provenance = useProvenance();
  const areas = both(useLiveIndices('city'), useLiveIndices('district'));
  const values = answerFrom(both(areas, useLiveIndices('class')), ([[city, districts], classes]) =>
    distinct([...city, ...districts, ...classes]),
  );
  return (
    <Card title={t('indices.standards')}>
      <Answer
        query={values}
        isEmpty={(list) => list.length === 0}
        empty={t('indices.no_window')}
        lacks="measurements"
      >
        {(list) => (
          <ul className="standards">
            {list.map(({ standard, formula_version, assumed }) => (
              <li key={`${standard} ${formula_version}`}>
                <span>{provenance(standard)}</span>
                <span className="muted">
                  {t('indices.figure.formula')} {formula_version}
                </span>
                <Tag>{assumed ? t('common.assumed') : t('indices.confirmed')}</Tag>
                {assumed && <small className="muted">{t('common.assumed_hint')}</small>}
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

function distinct(values: readonly IndexValue[]): IndexValue[] {
  return [...new Map(values.map((value) => [`${value.standard} ${value.formula_version}`, value])).values()];
}
