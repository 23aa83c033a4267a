import { DAY_MS } from '@opentocc/core/time';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { useSession } from '../../session/session.ts';
import { FiguresCard } from './figures-card.tsx';
import { useFigures } from './queries.ts';
import { RulesCard } from './rules-card.tsx';
import './freight-tracking.css';

const DAYS = [1, 7, 30] as const;
/** The same question for a quarter of an hour. */
const ROUND_MS = 900_000;

/** Figures of trips and alarms, of all or of the reader's own firm, and the rules that they go by. */
export function FreightFiguresPage() {
  const { t } = useTranslation();
  const { reach } = useSession();
  const firms = reach['tracking:read']?.units ?? [];
  return (
    <div className="page freight-profile">
      <div className="page-head">
        <h1>{t('freight-tracking.figures')}</h1>
        {firms.map((id) => (
          <Link key={id} to="/freight/profile/$kind/$id" params={{ kind: 'firm', id }}>
            {t('freight-tracking.my_firm')} {id}
          </Link>
        ))}
      </div>
      <div className="freight-cards">
        {DAYS.map((days) => (
          <Figures key={days} days={days} />
        ))}
        <RulesCard />
      </div>
    </div>
  );
}

function Figures({ days }: { readonly days: number }) {
  const to_ms = Math.ceil(platformNow() / ROUND_MS) * ROUND_MS;
  return (
    <Answer query={useFigures(to_ms - days * DAY_MS, to_ms)} height_px={240}>
      {(figures) => <FiguresCard figures={figures} />}
    </Answer>
  );
}
