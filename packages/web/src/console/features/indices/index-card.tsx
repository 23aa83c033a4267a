import type { IndexValue } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { IndexDial } from '../../../ui/charts/index-dial.tsx';
import { grouped, hourMinuteOf, indexText, percent, ratioText, speedText } from '../../../ui/format.ts';
import { useProvenance } from '../../../ui/i18n/provenance.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { ShareBar } from '../../../ui/share-bar.tsx';
import { useStore } from '../../../ui/store.ts';
import type { ThemeName } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { useReplayedMinute_ms } from '../../map/replay-clock.ts';
import { useAreaName } from '../../session/area.ts';
import { Fact } from '../../ui/fact.tsx';
import { Hint } from '../../ui/hint.tsx';
import { Term } from '../../ui/term.tsx';
import { LEAST_COVERAGE } from './comparison.ts';
import { useOwnIndex } from './live-indices.ts';
import './cards.css';

/** The index of the reader's area with all that is needed to judge it. */
export function IndexCard() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const own = useOwnIndex();
  const at_ms = useReplayedMinute_ms();
  const area = useAreaName();
  const value = known(own)?.[0];
  return (
    <Card title={`${t('index.title')} · ${area}`} extra={value && <Window value={value} />}>
      <Answer
        query={own}
        isEmpty={(values) => values.length === 0}
        empty={at_ms === null ? t('indices.no_window') : t('replay.none')}
        lacks="measurements"
        height_px={150}
      >
        {([city]) => <City city={city} theme={theme} />}
      </Answer>
    </Card>
  );
}

function City({ city, theme }: { city: IndexValue; theme: ThemeName }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="index-card">
        <IndexDial value={city} theme={theme} />
        <dl className="facts">
          <Fact name={<Term of="index">{t('index.gb')}</Term>} value={indexText(city.gb_index)} />
          <Fact name={<Term of="tti">{t('indices.figure.tti')}</Term>} value={ratioText(city.tti)} />
          <Fact name={t('index.speed')} value={speedText(city.speed_kmh)} unit="km/h" />
          <Fact name={<Term of="coverage">{t('index.coverage')}</Term>} value={percent(city.coverage)} />
          <Fact name={<Term of="samples">{t('index.samples')}</Term>} value={grouped(city.samples)} />
        </dl>
      </div>
      <ShareBar shares={city.mileage_share} theme={theme} />
      {city.index === null && <p className="note">{t('indices.figure.none')}</p>}
      {city.index !== null && city.coverage < LEAST_COVERAGE && (
        <p className="note">{t('indices.figure.few', { share: percent(city.coverage) })}</p>
      )}
      <Standard value={city} />
    </>
  );
}

/** The window, and the way to all values of it. */
function Window({ value }: { value: IndexValue }) {
  return (
    <Link to="/indices">
      <time>
        {hourMinuteOf(value.window_start_ms)}–{hourMinuteOf(value.window_end_ms)}
      </time>
    </Link>
  );
}

function Standard({ value }: { value: IndexValue }) {
  const { t } = useTranslation();
  const provenance = useProvenance();
  return (
    <p className="standard muted">
      <span>
        {provenance(value.standard)} · {value.formula_version}
      </span>
      {value.assumed && (
        <Hint text={t('common.assumed_hint')}>
          <Tag variant="filled">{t('common.assumed')}</Tag>
        </Hint>
      )}
    </p>
  );
}
