import { BarChart, CustomChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { keepPrintable } from '../print-picture.ts';

use([
  BarChart,
  CustomChart,
  LineChart,
  HeatmapChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

/** Width of a chart on A4 upright at 96 dots to the inch, within the margins of the sheet and of its card. */
const PAPER_PX = 686;

export interface ChartProps {
  readonly option: EChartsCoreOption;
  readonly height_px: number;
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  /** A click on the plot, in values of its axes. */
  onPick?(x: number, y: number): void;
}

/** A tip looks like a card of the page. */
function tipLook(element: HTMLElement) {
  const colour = (name: string) => getComputedStyle(element).getPropertyValue(name);
  return {
    backgroundColor: colour('--card'),
    borderColor: colour('--line'),
    textStyle: { color: colour('--text'), fontSize: 12 },
  };
}

/** An ECharts chart that follows its box and frees its canvas when it leaves the page. */
export function ChartCanvas({ option, height_px, label, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, { textStyle: { fontFamily: getComputedStyle(box.current).fontFamily } });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    // The box is as wide as the paper while it is printed, and the chart would be drawn again too late.
    const endPrintable = keepPrintable(box.current, () => {
      const width = made.getWidth();
      made.resize({ width: Math.min(width, PAPER_PX), silent: true });
      made.getZr().flush();
      return () => made.resize({ width, silent: true });
    });
    made.getZr().on('click', ({ offsetX, offsetY }) => {
      if (!pick.current || !made.containPixel('grid', [offsetX, offsetY])) return;
      const [x, y] = made.convertFromPixel('grid', [offsetX, offsetY]);
      // Afterwards: what is picked may leave the page, and the chart with it.
      setTimeout(() => pick.current?.(x, y));
    });
    return () => {
      endPrintable();
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    if (!box.current) return;
    const tooltip = { ...tipLook(box.current), ...(option.tooltip as object | undefined) };
    chart.current?.setOption({ ...option, tooltip }, { notMerge: true, lazyUpdate: true });
  }, [option]);
  return (
    <div
      ref={box}
      className="chart"
      role="img"
      aria-label={label}
      style={{ height: height_px, width: '100%' }}
    />
  );
}
