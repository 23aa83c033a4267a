import type { DutyRoster } from '@opentocc/contract';
import { minuteOf, percent } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useNames } from '../queries.ts';
import { type Bar, Timeline } from './timeline.tsx';

interface Props {
  readonly roster: DutyRoster;
  readonly from_ms: number;
  readonly to_ms: number;
}

const HOUR_MIN = 60;

/** Layers of a roster over a week, the one that counts most on top, and below them who is on duty by all of it. */
export function RosterCard({ roster, from_ms, to_ms }: Props) {
  const { t } = useTranslation();
  const nameOf = useNames(roster.people);
  const { entries, schedule, gaps, gap_min, required_min } = roster;
  const rows = [...entries].sort((a, b) => rankOf(b) - rankOf(a) || b.id - a.id);
  const barsOf = (shifts: DutyRoster['entries'][number]['shifts']): Bar[] =>
    shifts.map((one) => ({ ...one, label: nameOf(one.person), kind: 'entry' }));
  const final: Bar[] = schedule
    .filter(({ people }) => people.length > 0)
    .map(({ people, ...at }) => ({ ...at, label: people.map(nameOf).join(' + '), kind: 'final' }));
  const cover = required_min > 0 ? 1 - gap_min / required_min : 1;
  return (
    <Card
      title={t('duty.week')}
      extra={
        <span className={gap_min > 0 ? 'bad' : undefined}>
          {t('duty.cover', {
            share: percent(cover),
            hours: (gap_min / HOUR_MIN).toFixed(1),
            gaps: gaps.length,
          })}
        </span>
      }
    >
      <Timeline
        {...{ from_ms, to_ms }}
        rows={[
          ...rows.map((entry) => ({
            key: String(entry.id),
            label: `${t(`duty.rules.${entry.rule.kind}`)}${'priority' in entry.rule ? ` P${entry.rule.priority}` : ''}`,
            hint: entry.name,
            bars: barsOf(entry.shifts),
          })),
          {
            ...{ key: 'final', label: t('duty.final'), hint: '' },
            bars: [...final, ...gaps.map((gap): Bar => ({ ...gap, label: t('duty.gap'), kind: 'gap' }))],
          },
        ]}
      />
      <Warnings roster={roster} />
    </Card>
  );
}

function rankOf({ rule }: DutyRoster['entries'][number]): number {
  if (rule.kind === 'temporary') return 2000;
  return rule.kind === 'override' ? 1000 : rule.priority;
}

const MOST_SHOWN = 12;

function Warnings({ roster: { warnings, people } }: Pick<Props, 'roster'>) {
  const { t } = useTranslation();
  const nameOf = useNames(people);
  if (warnings.length === 0) return null;
  return (
    <ul className="duty-warnings">
      {warnings.slice(0, MOST_SHOWN).map((one) => (
        <li key={`${one.kind}/${one.entry}/${one.person}/${one.from_ms}`} className="note">
          {t(`duty.warnings.${one.kind}`, { name: nameOf(one.person), entry: one.entry })}
          {` ${minuteOf(one.from_ms)} — ${minuteOf(one.to_ms)}`}
        </li>
      ))}
      {warnings.length > MOST_SHOWN && (
        <li className="muted">{t('duty.warnings_more', { count: warnings.length - MOST_SHOWN })}</li>
      )}
    </ul>
  );
}
