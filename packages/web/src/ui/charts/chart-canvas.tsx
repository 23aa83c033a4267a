import { HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([
  LineChart,
  HeatmapChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

export interface ChartProps {
  readonly option: EChartsCoreOption;
  readonly height_px: number;
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
}

/** An ECharts chart that follows its box and frees its canvas when it leaves the page. */
export function ChartCanvas({ option, height_px, label }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, { textStyle: { fontFamily: getComputedStyle(box.current).fontFamily } });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption(option, { notMerge: true, lazyUpdate: true }), [option]);
  return <div ref={box} role="img" aria-label={label} style={{ height: height_px, width: '100%' }} />;
}
