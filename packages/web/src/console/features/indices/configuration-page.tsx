import { useQueryClient } from '@tanstack/react-query';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useIndexConfigurations } from '../../../ui/queries.ts';
import { useMayInCity } from '../../session/session.ts';
import { ConfigurationForm } from './configuration-form.tsx';
import { ConfigurationVersionsCard } from './configuration-versions-card.tsx';
import { IndexBands } from './index-bands.tsx';

/** What indices are computed by, by date, and how an operator changes it for days to come. */
export function ConfigurationPage() {
  const { t } = useTranslation();
  const may = useMayInCity('indices:configure');
  const queries = useQueryClient();
  const newest = known(useIndexConfigurations())?.at(-1);
  return (
    <>
      <ConfigurationVersionsCard />
      {may && newest && (
        <ConfigurationForm
          key={newest.formula_version}
          start={newest}
          onSet={() => queries.invalidateQueries({ queryKey: ['index-standards'] })}
        />
      )}
      {!may && <p className="note">{t('indices.config.draft_closed')}</p>}
      <IndexBands />
    </>
  );
}
