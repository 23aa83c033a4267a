import type { IndexConfiguration } from '@opentocc/contract';
import { Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, known } from '../../../ui/asked.ts';
import { fixed, speedText } from '../../../ui/format.ts';
import { useProvenance } from '../../../ui/i18n/provenance.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { configurationAt, GREATEST_INDEX } from '../../../ui/index-bands.ts';
import { LINK_CLASS_NAMES } from '../../../ui/names.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useIndexConfigurations } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { BAND_COLOURS } from '../../../ui/theme/palette.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import './cards.css';

const BANDS = ['b0', 'b1', 'b2', 'b3', 'b4'] as const;

/** Where the bands of the Shenzhen index begin and which speeds say which index, with source and certainty. */
export function IndexBands() {
  const { t } = useTranslation();
  const provenance = useProvenance();
  const now_ms = useNow(60_000);
  const configurations = useIndexConfigurations();
  const shenzhen = answerFrom(configurations, (all) => configurationAt(all, now_ms)?.shenzhen);
  const isAssumed = known(shenzhen)?.assumed;
  return (
    <Card
      title={t('indices.bands_of', { name: t('index.shenzhen') })}
      extra={isAssumed !== undefined && <Tag>{t(isAssumed ? 'common.assumed' : 'indices.confirmed')}</Tag>}
    >
      <Answer query={shenzhen}>
        {(one) =>
          one && (
            <>
              <BandScale above={one.band_below} />
              <SpeedTable shenzhen={one} />
              <p className="muted">
                {provenance(one.standard)} {one.version} · {provenance(one.source)}
              </p>
            </>
          )
        }
      </Answer>
    </Card>
  );
}

function BandScale({ above }: { above: readonly number[] }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const bounds = [0, ...above, GREATEST_INDEX];
  return (
    <ul className="standards standards-row">
      {BANDS.map((band, i) => (
        <li key={band}>
          <i className="row-lamp" style={{ background: BAND_COLOURS[theme][i] }} />
          <span>{t(`band.${band}`)}</span>
          <span className="muted">
            {bounds[i]}–{bounds[i + 1]}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The speed at each whole step of the index, by class; between the steps it runs straight. */
function SpeedTable({ shenzhen }: { shenzhen: IndexConfiguration['shenzhen'] }) {
  const { t } = useTranslation();
  const steps = shenzhen.classes[0]?.index ?? [];
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('indices.figure.value')}</th>
          {steps.map((step) => (
            <th scope="col" key={step}>
              {fixed(step)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shenzhen.classes.map(({ at }, i) => (
          <tr key={LINK_CLASS_NAMES[i]}>
            <th scope="row">{t(`link_class.${LINK_CLASS_NAMES[i]}`)}</th>
            {at.map((speed_kmh, step) => (
              <td key={steps[step]}>
                {speedText(speed_kmh)} <small className="muted">km/h</small>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
