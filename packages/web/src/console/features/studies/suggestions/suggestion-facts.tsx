import type { StudyAction, StudyScenario, Suggestion } from '@opentocc/contract';
import { fixed, percent } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useRoadName } from '../../../../ui/road-name.ts';
import { useStore } from '../../../../ui/store.ts';

interface Props {
  readonly suggestion: Suggestion;
  readonly scenario: StudyScenario | undefined;
}

/** What a suggestion does and says, and which roads it makes slower. */
export function SuggestionFacts({ suggestion: { sign, way, actions }, scenario }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const nameOf = useRoadName();
  const actionText = useActionText();
  return (
    <dl className="suggest-facts">
      {sign && (
        <Row name={t('studies.suggest.sign_text')}>
          <span className="suggest-sign">{sign.text[language]}</span>
          <small className="muted">{sign.text[language === 'zh' ? 'en' : 'zh']}</small>
        </Row>
      )}
      {way && (
        <Row name={t('studies.suggest.way')}>
          {t(way.extra_s > 0 ? 'studies.suggest.way_value' : 'studies.suggest.way_shorter', {
            road: nameOf(way.name),
            extra: fixed(way.extra_s / 60, 1),
            spare: way.spare_vph,
          })}
        </Row>
      )}
      <Row name={t('studies.suggest.plan')}>
        {actions.map((action) => (
          <span key={actionText(action)}>{actionText(action)}</span>
        ))}
      </Row>
      {scenario?.harmed && scenario.seeds > 1 && (
        <Row name={t('studies.suggest.harms')}>
          {scenario.harmed.length === 0
            ? t('studies.suggest.harms_none')
            : scenario.harmed.map((road) => (
                <span key={road.name.zh} className="suggest-harm">
                  {t('studies.suggest.harm_value', {
                    ...{ road: nameOf(road.name), lost: fixed(road.lost_vehicle_hours.mean, 1) },
                    ...{ without: fixed(road.without_kmh, 0), with: fixed(road.with_kmh, 0) },
                  })}
                </span>
              ))}
        </Row>
      )}
    </dl>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt className="muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** One action in words, with when it works. */
function useActionText(): (action: StudyAction) => string {
  const { t } = useTranslation();
  const what = (action: StudyAction): string => {
    if (action.kind === 'message')
      return t('studies.suggest.actions.message', { share: percent(action.share) });
    if (action.kind === 'signal_plan')
      return t('studies.suggest.actions.signal_plan', { link: action.link, times: action.green_share });
    if (action.kind === 'gate')
      return t('studies.suggest.actions.gate', { link: action.link, flow: action.flow_vph });
    return t('studies.suggest.actions.other');
  };
  return (action) =>
    `${what(action)} (${t('studies.suggest.span', { from: action.from_min, to: action.from_min + action.minutes })})`;
}
