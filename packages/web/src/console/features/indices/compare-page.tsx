import { Segmented } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { SCOPES } from './address.ts';
import { UnsureNote } from './change.tsx';
import { ChangedLinks } from './change-links.tsx';
import { useIndexChoice } from './choice.ts';
import { CompareBarsCard } from './compare-bars-card.tsx';
import { CompareHeadline } from './compare-headline.tsx';
import { ComparePeriods } from './compare-periods.tsx';
import { CompareTableCard } from './compare-table-card.tsx';
import { isCovered } from './comparison.ts';
import { ScopeChoice } from './scope-choice.tsx';
import { PARTS, useCompared } from './use-compared.ts';

/** The city stands above all of them. */
const COMPARED = SCOPES.filter((scope) => scope !== 'city');

/** Two intervals side by side: before and after. */
export function ComparePage() {
  const { t } = useTranslation();
  const [, change] = useIndexChoice();
  const compared = useCompared();
  const { scope, part, days, interval, spans, basis } = compared;
  const covered = (known(compared.parts) ?? []).filter(isCovered);
  return (
    <>
      <div className="tools">
        <ScopeChoice scope={scope} scopes={COMPARED} onChange={(next) => change({ scope: next, key: '' })} />
        <Segmented
          aria-label={t('indices.part')}
          options={PARTS.map((value) => ({ value, label: t(`indices.parts.${value}`) }))}
          value={part}
          onChange={(next) => change({ part: next })}
        />
      </div>
      <div className="tools">
        <ComparePeriods days={days} today={compared.today} change={change} />
      </div>
      {!interval && <p className="note">{t('indices.range_bad')}</p>}
      {basis.versions.length > 1 && (
        <p className="note">{t('indices.versions_differ', { versions: basis.versions.join(', ') })}</p>
      )}
      <Answer query={compared.city} isEmpty={(list) => list.length === 0} empty={spans} lacks="measurements">
        {([city]) => <CompareHeadline row={city} window={spans} />}
      </Answer>
      <ChangedLinks days={interval} window={spans} name={compared.file} />
      <UnsureNote rows={covered} />
      <div className="split">
        <CompareBarsCard compared={compared} covered={covered} />
        <CompareTableCard compared={compared} />
      </div>
    </>
  );
}
