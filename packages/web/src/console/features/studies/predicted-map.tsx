import type { City, StudyResult, StudyScenario } from '@opentocc/contract';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { both } from '../../../ui/asked.ts';
import { hourMinuteOf } from '../../../ui/format.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useCity, useLink } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { useScenarioName } from './scenario-name.ts';
import { StateMap } from './state-map.tsx';

const MINUTE_MS = 60_000;

interface Props {
  readonly result: StudyResult;
  readonly shown: StudyScenario;
  readonly minute: number;
  setMinute(minute: number): void;
  setKey(key: string): void;
}

/** The roads in the state that is predicted for one scenario at one minute, which a slider chooses. */
export function PredictedMap({ result, shown, minute, setMinute, setKey }: Props) {
  const { t } = useTranslation();
  const nameOf = useScenarioName();
  const [{ link }] = result.places;
  const at = `${t('studies.minute', { minute })} · ${hourMinuteOf(result.base_ms + minute * MINUTE_MS)}`;
  return (
    <Card title={t('studies.map')} extra={at}>
      <div className="tools">
        <Segmented
          aria-label={t('studies.shown')}
          options={result.scenarios.map((one) => ({ value: one.key, label: nameOf(one) }))}
          value={shown.key}
          onChange={setKey}
        />
      </div>
      <input
        type="range"
        className="study-slider"
        min={1}
        max={result.horizon_min}
        value={minute}
        aria-label={t('studies.time')}
        aria-valuetext={at}
        onChange={(event) => setMinute(Number(event.target.value))}
      />
      <StateKey />
      <Answer query={both(useCity(), useLink(link))} height_px={430}>
        {([city, { coordinates }]) => (
          <StateMap
            city={city}
            states={statesAt(city, result, shown, minute)}
            place={coordinates}
            link={link}
          />
        )}
      </Answer>
      <p className="muted hint">{t('studies.map_hint')}</p>
    </Card>
  );
}

/** States by link of the city at the end of a minute; unknown outside of the area. */
function statesAt(city: City, { links }: StudyResult, { states }: StudyScenario, minute: number): Uint8Array {
  const bytes = atob(states);
  const codes = new Uint8Array(city.link_count);
  links.forEach((link, i) => {
    if (link < codes.length) codes[link] = bytes.charCodeAt((minute - 1) * links.length + i);
  });
  return codes;
}

function StateKey() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return (
    <div className="study-key">
      {STATE_NAMES.map((name, i) => (
        <span key={name}>
          <i className="row-lamp" style={{ background: STATE_COLOURS[theme][i] }} />
          {t(`state.${name}`)}
        </span>
      ))}
    </div>
  );
}
