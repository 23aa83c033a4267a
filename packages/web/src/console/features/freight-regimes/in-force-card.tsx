import type { FreightRegimeEntry } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { useRegimes } from './queries.ts';
import { RuleSentence, Stance, useSay, useSpan } from './words.tsx';

/** The rules that hold now, as sentences, and the next switch. */
export function InForceCard() {
  const { t } = useTranslation();
  const regimes = useRegimes();
  const now = answerFrom(regimes, ({ regimes: all }) => ({
    in_force: all.filter(({ standing }) => standing === 'in_force'),
    next: all.find(({ standing }) => standing === 'announced') ?? null,
  }));
  return (
    <Card title={t('freight-regimes.in_force')}>
      <Answer
        query={now}
        isEmpty={({ in_force }) => in_force.length === 0}
        empty={t('freight-regimes.none_in_force')}
        height_px={160}
      >
        {({ in_force, next }) => (
          <>
            {in_force.map((entry) => (
              <InForce key={`${entry.regime.code}@${entry.regime.version}`} entry={entry} />
            ))}
            {next && <Next entry={next} />}
          </>
        )}
      </Answer>
    </Card>
  );
}

function InForce({ entry: { regime } }: { readonly entry: FreightRegimeEntry }) {
  const [say, span] = [useSay(), useSpan()];
  const { code, version, name, assumed, source, rules } = regime;
  return (
    <section className={`regimes-now regimes-${regime.stance}`}>
      <p className="regimes-line">
        <Stance of={regime} />
        <Link
          to="/freight/regimes/$code/$version"
          params={{ code, version: String(version) }}
          className="regimes-name"
        >
          {say(name)}
        </Link>
        <span className="muted">{span(regime)}</span>
        {assumed && <Assumed source={say(source)} />}
      </p>
      <ul className="regimes-rules">
        {rules.map((rule) => (
          <li key={rule.key}>
            <strong>{say(rule.name)}</strong> <RuleSentence rule={rule} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Next({ entry: { regime } }: { readonly entry: FreightRegimeEntry }) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <p className="note">
      <Stance of={regime} />{' '}
      {t('freight-regimes.next', { name: say(regime.name), at: minuteOf(regime.from_ms) })}
    </p>
  );
}
