import type { IndexConfiguration, IndexValue } from '@opentocc/contract';
import { Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, both, known } from '../../../ui/asked.ts';
import { fixed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useIndexConfigurations } from '../../../ui/queries.ts';
import { Card } from '../../card.tsx';
import { useLiveIndices } from './live-indices.ts';

export const ANNEXES = ['A', 'B', 'C'] as const;

/** The city's GB/T index by each annex, and which one is in force. */
export function AnnexCard() {
  const { t } = useTranslation();
  const inForce = answerFrom(useIndexConfigurations(), (all) => all.findLast(({ in_force }) => in_force));
  const asked = both(useLiveIndices('city'), inForce);
  return (
    <Card title={t('indices.annexes')} extra={known(inForce)?.gb.standard}>
      <Answer
        query={asked}
        isEmpty={([cities, one]) => cities.length === 0 || one === undefined}
        empty={t('indices.no_window')}
        lacks="measurements"
      >
        {([[city], one]) => one && <Annexes city={city} gb={one.gb} />}
      </Answer>
      <p className="muted chart-note">{t('indices.weighting')}</p>
    </Card>
  );
}

function Annexes({ city, gb }: { readonly city: IndexValue; readonly gb: IndexConfiguration['gb'] }) {
  const { t } = useTranslation();
  return (
    <dl className="annexes">
      {ANNEXES.map((annex) => (
        <div key={annex}>
          <dt>{t(`indices.annex.${annex}`)}</dt>
          <dd>
            {gb.annex === annex && <Tag className="tag-force">{t('indices.in_force')}</Tag>}
            <Tag>{gb.annexes[annex].certainty}</Tag>
            {gb.annexes[annex].assumed && <Tag variant="filled">{t('common.assumed')}</Tag>}
            <span>{fixed(city.gb_annexes[annex], 2)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
