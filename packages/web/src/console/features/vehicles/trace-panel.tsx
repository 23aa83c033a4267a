import type { Trace } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { useQuery } from '@tanstack/react-query';
import { Button, Select, Slider } from 'antd';
import { useEffect, useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { ageOf, clockOf, dayOf, fixed, minuteOf, NO_VALUE, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { useStore } from '../../../ui/store.ts';
import { ExportMenu } from '../../export/export-menu.tsx';
import type { ExportTable } from '../../export/export-table.ts';
import { mapStore } from '../../map/map-model.ts';
import { replayedStore } from '../../map/replay-clock.ts';
import { useMayInCity } from '../../session/session.ts';
import { beside } from '../../ui/beside.ts';
import { Fact } from '../../ui/fact.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { length_m, pointAt, type Stop, stopsOf, type TracePoint } from './trace.ts';
import { cursorStore, traceStore } from './trace-store.ts';

const HOURS = [1, 4, 12, 24] as const;
const STEP_MS = 600_000;
const SHOWN_STOPS = 6;

/** Where a vehicle was in some hours up to a time. */
export function TracePanel({ vehicle }: { vehicle: number }) {
  const { t } = useTranslation();
  // A trace leads through the districts of others, so the server shows it only to who may see the whole city.
  const may = useMayInCity('vehicles:trace');
  const [hours, setHours] = useState<number>(1);
  const [to_ms, setTo] = useState<number | null>(null);
  const trace = useTrace(vehicle, to_ms, hours);
  useEffect(() => () => cursorStore.set(null), []);
  if (!may) return <p className="muted hint">{t('vehicles.not_permitted')}</p>;
  return (
    <div className="trace">
      <div className="trace-choice">
        <Select
          aria-label={t('vehicles.span')}
          value={hours}
          options={HOURS.map((value) => ({ value, label: t('vehicles.hours', { number: value }) }))}
          onChange={setHours}
        />
        {to_ms !== null && (
          <MomentField
            label={t('vehicles.until')}
            at_ms={to_ms}
            max_ms={platformNow()}
            step_ms={STEP_MS}
            onChange={setTo}
          />
        )}
        <Button
          loading={trace.fetchStatus === 'fetching'}
          onClick={() => setTo(replayedStore.get() ?? platformNow())}
        >
          {t('vehicles.trace')}
        </Button>
      </div>
      <Answer
        query={trace}
        isEmpty={({ points }) => points.length === 0}
        empty={t('vehicles.no_trace')}
        lacks="measurements"
      >
        {(of) => <Shown trace={of} />}
      </Answer>
    </div>
  );
}

function useTrace(vehicle: number, to_ms: number | null, hours: number) {
  return useQuery({
    queryKey: ['trace', vehicle, to_ms, hours],
    queryFn: async () => {
      const end_ms = to_ms ?? 0;
      const found = await call('GET /api/v1/history/vehicles/:id/fixes', {
        params: { id: vehicle },
        query: { from_ms: end_ms - hours * HOUR_MS, to_ms: end_ms },
      });
      traceStore.set({ vehicle, trace: found });
      if (found.points.length > 1) mapStore.get()?.flyTo(found.points.map(({ lon, lat }) => [lon, lat]));
      return found;
    },
    enabled: to_ms !== null,
  });
}

function Shown({ trace }: { trace: Trace }) {
  const { t } = useTranslation();
  const { points, truncated, left_out } = trace;
  const stops = stopsOf(points);
  const [first, last] = [points[0], points[points.length - 1]];
  return (
    <>
      <dl className="facts facts-row">
        <Fact name={t('vehicles.start')} value={clockOf(first.at_ms)} />
        <Fact name={t('vehicles.end')} value={clockOf(last.at_ms)} />
        <Fact name={t('vehicles.driven')} value={fixed(length_m(points) / 1000, 1)} unit="km" />
        <Fact name={t('vehicles.stops')} value={String(stops.length)} />
      </dl>
      <Cursor points={points} />
      <Stops stops={stops} />
      <p className="trace-foot muted">
        {t('vehicles.trace_shown', { number: points.length })}
        {truncated && ` · ${t('vehicles.truncated')}`}
        <LeftOut files={left_out.map(({ file }) => file)} />
        <Export trace={trace} />
      </p>
    </>
  );
}

/** Goes along the trace: the map marks the place, the time and the speed are said here. */
function Cursor({ points }: { points: readonly TracePoint[] }) {
  const { t } = useTranslation();
  const cursor_ms = useStore(cursorStore);
  const [first_ms, last_ms] = [points[0].at_ms, points[points.length - 1].at_ms];
  const at = pointAt(points, cursor_ms ?? last_ms);
  const show = (at_ms: number) => {
    cursorStore.set(at_ms);
    const point = pointAt(points, at_ms);
    if (point) mapStore.get()?.keepInView([point.lon, point.lat]);
  };
  return (
    <div>
      <Slider
        ariaLabelForHandle={t('vehicles.cursor')}
        ariaValueTextFormatterForHandle={clockOf}
        min={first_ms}
        max={Math.max(last_ms, first_ms + 1000)}
        step={1000}
        value={cursor_ms ?? last_ms}
        tooltip={{ formatter: (value) => clockOf(value ?? last_ms), getPopupContainer: beside }}
        onChange={show}
      />
      {at && (
        <p className="muted">
          {clockOf(at.at_ms)} · {at.speed_kmh === null ? NO_VALUE : speedText(at.speed_kmh)} km/h
        </p>
      )}
    </div>
  );
}

/** The longest stops, in the order of time; a click goes there. */
function Stops({ stops }: { stops: readonly Stop[] }) {
  const longest = [...stops]
    .sort((a, b) => b.to_ms - b.from_ms - (a.to_ms - a.from_ms))
    .slice(0, SHOWN_STOPS)
    .sort((a, b) => a.from_ms - b.from_ms);
  return (
    <ul>
      {longest.map(({ from_ms, to_ms, lon, lat }) => (
        <li key={from_ms}>
          <button type="button" className="row-button" onClick={() => mapStore.get()?.flyTo([[lon, lat]])}>
            {clockOf(from_ms)}–{clockOf(to_ms)} <small className="muted">{ageOf(to_ms - from_ms)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Export({ trace: { vehicle, points, from_ms, to_ms } }: { trace: Trace }) {
  const { t } = useTranslation();
  const table = (): ExportTable => ({
    title: `${t('vehicles.title')} ${vehicle}`,
    facts: [
      [t('vehicles.span'), `${minuteOf(from_ms)} – ${minuteOf(to_ms)}`],
      [t('export.exported'), minuteOf(platformNow())],
    ],
    columns: [
      { title: t('fix.stated_at') },
      { title: t('vehicles.lon'), digits: 6 },
      { title: t('vehicles.lat'), digits: 6 },
      { title: `${t('link.speed')} (km/h)`, digits: 1 },
      { title: t('vehicles.direction'), digits: 0 },
    ],
    rows: points.map(({ at_ms, lon, lat, speed_kmh, direction_deg }) => [
      `${dayOf(at_ms)} ${clockOf(at_ms)}`,
      lon,
      lat,
      speed_kmh,
      direction_deg,
    ]),
  });
  return <ExportMenu name={`trace-${vehicle}-${dayOf(to_ms)}`} table={table} />;
}
