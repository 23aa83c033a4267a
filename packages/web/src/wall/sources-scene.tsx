import type { SourceHealth } from '@opentocc/contract';
import { Answer } from '../ui/answer.tsx';
import { answerFrom } from '../ui/asked.ts';
import { ageOf, fixed, grouped, NO_VALUE, percent } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { languageStore } from '../ui/preferences.ts';
import { useSources } from '../ui/queries.ts';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { WallCard } from './card.tsx';

/** What is wrong stands first. */
const URGENCY: readonly SourceHealth['state'][] = ['silent', 'degraded', 'ok', 'never'];
const wrongFirst = (a: SourceHealth, b: SourceHealth) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state);
const isInUse = ({ retired_ms, terminals }: SourceHealth) => retired_ms === null && terminals > 0;

/** Delays are counted by class; the last class is open and stands for all that is longer. */
const LONGEST_S = 3600;
const delayText = (delay_s: number | null): string =>
  delay_s !== null && delay_s >= LONGEST_S ? `>${LONGEST_S}` : fixed(delay_s, 1);

/** @param chosen key of the event that the scene is shown for: `source/3` */
export function WallSources({ chosen }: { readonly chosen?: string }) {
  const { t } = useTranslation();
  const sources = answerFrom(useSources(), (all) => all.filter(isInUse).sort(wrongFirst));
  return (
    <WallCard title={t('wall.scene.sources')} extra={t('wall.last5')} grows>
      <Answer query={sources} isEmpty={(list) => list.length === 0} empty={t('wall.no_sources')}>
        {(list) => (
          <table className="wall-table">
            <thead>
              <tr>
                <th scope="col">{t('common.source')}</th>
                <th scope="col">{t('common.state')}</th>
                <th scope="col">{t('wall.online')}</th>
                <th scope="col">{t('wall.fixes')}</th>
                <th scope="col">{t('wall.delay')}</th>
                <th scope="col">{t('wall.rejected')}</th>
                <th scope="col">{t('wall.last_fix')}</th>
              </tr>
            </thead>
            <tbody>
              {list.map((source) => (
                <Source key={source.id} source={source} isChosen={chosen === `source/${source.id}`} />
              ))}
            </tbody>
          </table>
        )}
      </Answer>
    </WallCard>
  );
}

function Source({ source, isChosen }: { readonly source: SourceHealth; readonly isChosen: boolean }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const now_ms = useNow(1000);
  const { state, online, terminals, fixes_per_s, delay_p95_s, last_fix_ms } = source;
  return (
    <tr aria-current={isChosen || undefined}>
      <th scope="row">
        {source.name[language]}
        {source.owner !== source.name[language] && <small>{source.owner}</small>}
      </th>
      <td>
        <i className={`wall-lamp wall-source-${state}`} /> {t(`wall.source.${state}`)}
      </td>
      <td>
        {grouped(online)}
        <small> / {grouped(terminals)}</small>
      </td>
      <td>{fixed(fixes_per_s)}</td>
      <td>{delayText(delay_p95_s)}</td>
      <td>{rejectedShare(source)}</td>
      <td>{last_fix_ms === null ? NO_VALUE : ageOf(now_ms - last_fix_ms)}</td>
    </tr>
  );
}

function rejectedShare({ accepted, rejected }: SourceHealth): string {
  const refused = Object.values(rejected).reduce((sum, count) => sum + count, 0);
  return accepted + refused === 0 ? NO_VALUE : percent(refused / (accepted + refused));
}
