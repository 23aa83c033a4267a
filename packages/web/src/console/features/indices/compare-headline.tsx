import type { IndexComparison } from '@opentocc/contract';
import type { ReactNode } from 'react';
import { grouped, indexText, ratioText, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Term } from '../../ui/term.tsx';
import { Basis } from './basis.tsx';
import { BothCoverages, IndexChange, SpeedChange } from './change.tsx';
import { basisOf, isApart } from './comparison.ts';

/** The city in two intervals, large: what a reader wants to know first. */
export function CompareHeadline({ row, window }: { readonly row: IndexComparison; readonly window: string }) {
  const { t } = useTranslation();
  const { a, b } = row;
  return (
    <Card title={t('indices.city_change')} extra={window}>
      <dl className="headline">
        <div className="headline-first">
          <dt>{`${t('indices.measure.index')} · ${t('indices.change')}`}</dt>
          <dd>
            <IndexChange row={row} />
          </dd>
        </div>
        <Pair name={t('indices.measure.index')} a={indexText(a.index)} b={indexText(b.index)} />
        <Pair name={t('indices.measure.gb_index')} a={indexText(a.gb_index)} b={indexText(b.gb_index)} />
        <Pair name={<Term of="tti" />} a={ratioText(a.tti)} b={ratioText(b.tti)} />
        <Pair
          name={`${t('indices.measure.speed_kmh')} (km/h)`}
          a={speedText(a.speed_kmh)}
          b={speedText(b.speed_kmh)}
        />
        <div>
          <dt>{t('indices.change_speed')}</dt>
          <dd>
            <SpeedChange row={row} />
          </dd>
        </div>
        <div>
          <dt>
            <Term of="coverage">{t('index.coverage')}</Term>
          </dt>
          <dd>
            <BothCoverages row={row} />
          </dd>
        </div>
      </dl>
      {isApart(row) && <p className="note">{t('indices.unsure')}</p>}
      <Basis {...basisOf([row], window)} samples={undefined} />
      <p className="muted chart-note">
        {t('index.samples')} {grouped(a.samples)} → {grouped(b.samples)} · {t('indices.windows')} {a.windows}{' '}
        / {a.windows_expected} → {b.windows} / {b.windows_expected}
      </p>
    </Card>
  );
}

function Pair({ name, a, b }: { readonly name: ReactNode; readonly a: string; readonly b: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="muted">{a} →</span> {b}
      </dd>
    </div>
  );
}
