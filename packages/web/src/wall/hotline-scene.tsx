import type { CallFigures, CaseCounts } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/answer.tsx';
import { call } from '../ui/api.ts';
import { dayOf, grouped, NO_VALUE, percent } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { WallCard } from './card.tsx';

/** Rows that a wall of 1080 lines has room for. */
const SHOWN = 12;
const FIGURES = ['received_today', 'closed_today', 'due_today', 'overdue', 'yellow', 'red'] as const;

export const useCaseCounts = () =>
  useQuery({
    queryKey: ['case-counts'],
    queryFn: () => call('GET /api/v1/cases/counts'),
    refetchInterval: 15_000,
  });

/** 12328 today: how calls are answered, what came in, and which units have what is due. In the place of the map. */
export function HotlineScene() {
  return (
    <div className="wall-cover wall-watch">
      <WallUnits />
      <div className="wall-watch-side">
        <WallCases />
        <WallCalls />
      </div>
    </div>
  );
}

function WallCalls() {
  const { t } = useTranslation();
  const day = dayOf(useNow(60_000));
  const figures = useQuery({
    queryKey: ['call-figures', day],
    queryFn: () => call('GET /api/v1/calls/figures', { query: { from: day, to: day } }),
    refetchInterval: 15_000,
  });
  return (
    <WallCard title={t('wall.calls')} grows>
      <Answer query={figures} isEmpty={({ days }) => days.length === 0} empty={t('wall.no_calls')}>
        {(of) => <Calls of={of} />}
      </Answer>
    </WallCard>
  );
}

function Calls({ of: { rules, days } }: { readonly of: CallFigures }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [{ figures }] = days;
  return (
    <dl className="wall-facts">
      {figures.map(({ code, value, numerator, denominator }) => {
        const rule = rules.find((one) => one.code === code);
        const isMissed = rule?.target != null && value !== null && value < rule.target;
        return (
          <div key={code} className="wall-level">
            <dt>
              {rule?.name[language] ?? code}
              <small>
                {' '}
                {grouped(numerator)} / {grouped(denominator)} {rule?.assumed && `· ${t('common.assumed')}`}
              </small>
            </dt>
            <dd className={isMissed ? 'wall-over' : undefined}>
              {value === null ? NO_VALUE : percent(value)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function WallCases() {
  const { t } = useTranslation();
  return (
    <WallCard title={t('wall.cases')} grows>
      <Answer query={useCaseCounts()}>
        {(counts) => (
          <dl className="wall-facts">
            {FIGURES.map((name) => (
              <div key={name} className="wall-level">
                <dt>{t(`wall.case_count.${name}`)}</dt>
                <dd className={name === 'red' && counts.red > 0 ? 'wall-over' : undefined}>
                  {grouped(counts[name])}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Answer>
    </WallCard>
  );
}

/** Units with open cases, those with the most cards first. */
function WallUnits() {
  const { t } = useTranslation();
  return (
    <WallCard title={t('wall.units')} grows>
      <Answer query={useCaseCounts()} isEmpty={({ units }) => units.length === 0} empty={t('wall.no_units')}>
        {({ units }) => (
          <>
            <table className="wall-table">
              <thead>
                <tr>
                  <th scope="col">{t('wall.unit')}</th>
                  <th scope="col">{t('wall.open_cases')}</th>
                  <th scope="col">{t('wall.unaccepted')}</th>
                  <th scope="col">{t('wall.case_count.yellow')}</th>
                  <th scope="col">{t('wall.case_count.red')}</th>
                </tr>
              </thead>
              <tbody>
                {units.slice(0, SHOWN).map((unit) => (
                  <Unit key={unit.unit} unit={unit} />
                ))}
              </tbody>
            </table>
            {units.length > SHOWN && (
              <p className="wall-standard">{t('wall.more_units', { count: units.length - SHOWN })}</p>
            )}
          </>
        )}
      </Answer>
    </WallCard>
  );
}

function Unit({
  unit: { name, open, unaccepted, yellow, red },
}: {
  readonly unit: CaseCounts['units'][number];
}) {
  const language = useStore(languageStore);
  return (
    <tr>
      <th scope="row">{name[language]}</th>
      <td>{grouped(open)}</td>
      <td>{grouped(unaccepted)}</td>
      <td>{grouped(yellow)}</td>
      <td>{red > 0 ? <b className="wall-over">{grouped(red)}</b> : grouped(red)}</td>
    </tr>
  );
}
