import { Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useCity } from '../../../ui/queries.ts';
import type { DrawnPoint } from './draw-map.tsx';

const DrawMap = lazy(() => import('./draw-map.tsx').then((m) => ({ default: m.DrawMap })));

interface Props {
  /** Put in by a form's item, so that its label names the field. */
  readonly id?: string;
  readonly isArea: boolean;
  readonly value?: readonly DrawnPoint[];
  onChange?(points: readonly DrawnPoint[]): void;
}

const textOf = (points: readonly DrawnPoint[]): string => points.map((one) => one.join(', ')).join('\n');

/** Corners as they are written, one on a line; what is no pair of degrees is left out. */
function pointsIn(text: string): DrawnPoint[] {
  return text.split('\n').flatMap((line): DrawnPoint[] => {
    const [lon, lat, more] = line.split(/[,，\s]+/).filter((part) => part !== '');
    const point: DrawnPoint = [Number(lon), Number(lat)];
    return more === undefined && lat !== undefined && point.every(Number.isFinite) ? [point] : [];
  });
}

/** The corners of an area or route: drawn on the map, or written by who uses no pointer. */
export function PointsField({ id, isArea, value = [], onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <>
      <p className="muted">{t('freight-filing.draw_hint')}</p>
      <Answer query={useCity()} height_px={300}>
        {(city) => (
          <Suspense fallback={null}>
            <DrawMap
              city={city}
              isArea={isArea}
              points={value}
              onPoints={(points) => {
                setTyped(null);
                onChange?.(points);
              }}
            />
          </Suspense>
        )}
      </Answer>
      <Input.TextArea
        id={id}
        rows={3}
        className="filing-points"
        placeholder="114.05712, 22.63421"
        value={typed ?? textOf(value)}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange?.(pointsIn(target.value));
        }}
        onBlur={() => setTyped(null)}
      />
    </>
  );
}
