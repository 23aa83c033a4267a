import { EnvironmentOutlined } from '@ant-design/icons';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useAreaName } from '../session/area.ts';

/** Of what part of the city this screen speaks: what lies outside is not empty, it is not one's own. */
export function AreaChip() {
  const { t } = useTranslation();
  const name = useAreaName();
  return (
    <span className="area-chip" title={t('area.hint', { area: name })}>
      <EnvironmentOutlined aria-hidden="true" />
      <span className="visually-hidden">{t('area.label')}</span>
      <span className="area-name">{name}</span>
    </span>
  );
}
