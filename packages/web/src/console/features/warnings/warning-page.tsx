import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { LevelMark } from './level-mark.tsx';
import { useWarning } from './queries.ts';
import { Detail } from './warning-detail.tsx';

/** One warning: its curve, what happened to it and who was notified. */
export function WarningPage() {
  const { t } = useTranslation();
  const { warning = '' } = useParams({ strict: false });
  const language = useStore(languageStore);
  const asked = useWarning(Number(warning));
  const shown = known(asked)?.warning;
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {shown && <LevelMark level={shown.level} />} {shown ? shown.title[language] : t('warnings.title')}
        </h1>
        <Link to="/warnings">{t('warnings.title')}</Link>
      </div>
      <Answer query={asked} height_px={400}>
        {(detail) => <Detail detail={detail} />}
      </Answer>
    </div>
  );
}
