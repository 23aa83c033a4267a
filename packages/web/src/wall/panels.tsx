import type { IndexValue } from '@opentocc/contract';
import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react';
import { Answer } from '../ui/answer.tsx';
import { answerFrom, known } from '../ui/asked.ts';
import { DayCurve } from '../ui/charts/day-curve.tsx';
import { IndexDial } from '../ui/charts/index-dial.tsx';
import { dayOf, hourMinuteOf, indexText, percent, speedText } from '../ui/format.ts';
import { useProvenance } from '../ui/i18n/provenance.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { bandOf, colourOfBand } from '../ui/index-bands.ts';
import { languageStore } from '../ui/preferences.ts';
import { type GroupScope, useBandBelow, useIndexCurve } from '../ui/queries.ts';
import { ShareBar } from '../ui/share-bar.tsx';
import { useStore } from '../ui/store.ts';
import { useNow } from '../ui/use-now.ts';
import { WallCard } from './card.tsx';
import { useValues, worstFirst } from './values.ts';
import { useWall } from './wall-context.ts';

const STEP_S = 300;

interface Of {
  readonly scope: GroupScope;
  readonly key_of: string;
  /** Where it is, for the title. */
  readonly place?: string;
}

const titleOf = (title: string, place?: string) => (place ? `${place} · ${title}` : title);

export function WallIndex({ scope, key_of, place }: Of) {
  const { t } = useTranslation();
  const values = answerFrom(useValues(scope), (all) => all.filter(({ key }) => key === key_of));
  const value = known(values)?.[0];
  const window = value && `${hourMinuteOf(value.window_start_ms)}–${hourMinuteOf(value.window_end_ms)}`;
  return (
    <WallCard title={titleOf(t('index.title'), place)} extra={window}>
      <Answer
        query={values}
        isEmpty={(list) => list.length === 0}
        empty={t('live.waiting')}
        lacks="measurements"
      >
        {([first]) => <Figures value={first} />}
      </Answer>
    </WallCard>
  );
}

function Figures({ value }: { value: IndexValue }) {
  const { t } = useTranslation();
  const { theme } = useWall();
  const provenance = useProvenance();
  return (
    <>
      <div className="wall-index">
        <IndexDial value={value} theme={theme} />
        <dl>
          <dt>{t('index.speed')}</dt>
          <dd>
            {speedText(value.speed_kmh)} <small>km/h</small>
          </dd>
          <dt>{t('index.gb')}</dt>
          <dd>{indexText(value.gb_index)}</dd>
          <dt>{t('index.coverage')}</dt>
          <dd>{percent(value.coverage)}</dd>
        </dl>
      </div>
      <ShareBar shares={value.mileage_share} theme={theme} />
      <p className="wall-standard">
        {provenance(value.standard)} · {value.formula_version} {value.assumed && `· ${t('common.assumed')}`}
      </p>
    </>
  );
}

export function WallCurve({ scope, key_of, place }: Of) {
  const { t } = useTranslation();
  const { theme, unit_px } = useWall();
  const curve = useIndexCurve(scope, key_of, dayOf(useNow(60_000)), STEP_S);
  const [box, height_px] = useHeight();
  return (
    <WallCard title={titleOf(t('index.curve'), place)} grows>
      <div ref={box} className="wall-fill">
        <Answer query={curve}>
          {(of) => (
            <DayCurve curve={of} theme={theme} height_px={height_px} letters_px={Math.round(unit_px)} />
          )}
        </Answer>
      </div>
    </WallCard>
  );
}

/** Height of what fills its card, px, which a chart has to be given. */
function useHeight() {
  const box = useRef<HTMLDivElement>(null);
  const [height_px, setHeight] = useState(1);
  useLayoutEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([{ contentRect }]) =>
      setHeight(Math.max(1, Math.floor(contentRect.height))),
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, height_px] as const;
}

export function WallRanking({ grows }: { readonly grows?: boolean }) {
  const { t } = useTranslation();
  const districts = useValues('district');
  return (
    <WallCard title={t('index.ranking')} grows={grows}>
      <Answer
        query={districts}
        isEmpty={(list) => list.length === 0}
        empty={t('live.waiting')}
        lacks="measurements"
      >
        {(list) => (
          <ol className="wall-rows" style={{ '--rows': list.length } as CSSProperties}>
            {[...list].sort(worstFirst).map((value) => (
              <District key={value.key} value={value} />
            ))}
          </ol>
        )}
      </Answer>
    </WallCard>
  );
}

function District({ value: { name, index } }: { readonly value: IndexValue }) {
  const language = useStore(languageStore);
  const { theme } = useWall();
  const background = colourOfBand(bandOf(index, useBandBelow(useNow(60_000))), theme);
  return (
    <li className="wall-row">
      <span className="wall-name">{name[language]}</span>
      <span className="wall-bar">
        <i style={{ width: `${10 * (index ?? 0)}%`, background }} />
      </span>
      <b>{indexText(index)}</b>
    </li>
  );
}
