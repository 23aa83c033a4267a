import { lazy, Suspense } from 'react';
import type { ChartProps } from './chart-canvas.tsx';

/** Charts come in a file of their own, so that the map does not wait for them. */
const ChartCanvas = lazy(() => import('./chart-canvas.tsx').then((file) => ({ default: file.ChartCanvas })));

/** A chart; its place is reserved while it loads. */
export function Chart(props: ChartProps) {
  return (
    <Suspense fallback={<div style={{ height: props.height_px }} />}>
      <ChartCanvas {...props} />
    </Suspense>
  );
}
