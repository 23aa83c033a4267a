import type { DrillResult } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';

/** Silences in force now, and what each would have hidden. */
export function SilencesCard({ silences }: Pick<DrillResult, 'silences'>) {
  const { t } = useTranslation();
  return (
    <Card title={t('drills.silences')}>
      {silences.length === 0 && <p className="muted">{t('drills.no_silences')}</p>}
      <ul>
        {silences.map(({ id, reason, hides }) => (
          <li key={id}>
            {t('drills.silence_of', { id: id.slice(0, 8) })} · {reason} ·{' '}
            {t('drills.hides', { count: hides })}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The rules that were run and how much of their past was there; and what could not be run. */
export function RulesCard({ result: { rules, lacks } }: { readonly result: DrillResult }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={t('drills.rules')}>
      {rules.length === 0 && <p className="muted">{t('drills.no_rules')}</p>}
      {lacks.map((lack) => (
        <p key={lack.en} className="note">
          {lack[language]}
        </p>
      ))}
      <ul>
        {rules.map(({ id, version, name, warnings, steps, steps_expected: expected }) => (
          <li key={id}>
            {name[language] || name.zh} v{version} · {t('drills.fires', { count: warnings })} ·{' '}
            <span className="muted">
              {steps === null ? t('drills.no_past') : t('drills.steps', { steps, expected })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
