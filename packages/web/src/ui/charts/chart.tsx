import { lazyPart } from '../lazy-part.tsx';
import type { ChartProps } from './chart-canvas.tsx';

/** A chart. Charts come in a file of their own, so that the map does not wait for them; each has its room from the start. */
export const Chart = lazyPart<ChartProps>(
  () => import('./chart-canvas.tsx').then((file) => file.ChartCanvas),
  ({ height_px }) => <div style={{ height: height_px }} />,
);
