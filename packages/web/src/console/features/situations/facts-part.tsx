import type { Situation } from '@opentocc/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { fixed, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMay } from '../../session/session.ts';
import { FactsDialog } from './facts-dialog.tsx';
import { Lanes } from './lanes-editor.tsx';

/** What is known of a situation, as DATEX II names it, and the way to correct it. */
export function FactsPart({ situation }: { readonly situation: Situation }) {
  const { t } = useTranslation();
  const may = useMay('situations:handle') && situation.merged_into === null;
  const [isEditing, setEditing] = useState(false);
  return (
    <section className="situation-part" aria-label={t('situations.facts')}>
      <h3>
        {t('situations.facts')}
        {may && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('situations.edit')}
          </Button>
        )}
        <a
          className="situation-datex"
          href={`/api/v1/situations/${situation.id}/datex2`}
          download={`situation-${situation.id}.xml`}
        >
          {t('situations.datex')}
        </a>
      </h3>
      <Facts situation={situation} />
      {isEditing && <FactsDialog situation={situation} close={() => setEditing(false)} />}
    </section>
  );
}

function Facts({ situation }: { readonly situation: Situation }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { kind, level, probability, road, lanes, validity, cause, capacity_pct, delay_s } = situation;
  return (
    <dl className="situation-facts">
      <Pair name={t('situations.kind_title')}>{t(`situations.kind.${kind}`)}</Pair>
      <Pair name={t('situations.level_title')}>
        {level ? t(`situations.level.${level}`) : t('situations.no_level')}
      </Pair>
      <Pair name={t('situations.road')}>{road[language] || t('situations.off_road')}</Pair>
      <Pair name={t('situations.probability_title')}>{t(`situations.probability.${probability}`)}</Pair>
      <Pair name={t('situations.began')}>{minuteOf(validity.start_ms)}</Pair>
      <Pair name={t('situations.ended')}>
        {validity.end_ms === null ? t('situations.end_open') : minuteOf(validity.end_ms)}
      </Pair>
      <Pair name={t('situations.lanes')}>
        {lanes ? <Lanes lanes={lanes} onChange={null} /> : t('situations.lanes_unknown')}
      </Pair>
      <Pair name={t('situations.capacity')}>{fixed(capacity_pct)}</Pair>
      <Pair name={t('situations.delay')}>{fixed(delay_s)}</Pair>
      <Pair name={t('situations.cause')}>{cause || fixed(null)}</Pair>
    </dl>
  );
}

const Pair = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
