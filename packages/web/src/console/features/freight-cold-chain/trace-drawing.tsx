import type { LotTrace } from '@opentocc/contract';
import { useMemo } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { BOX, drawTrace, fitted, type TraceArrow, type TraceBox } from './trace-graph.ts';

/** The way of a lot as a drawing, from left to right; the table beside it says the same in words. */
export function TraceDrawing({ trace }: { readonly trace: LotTrace }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { boxes, arrows, left_out, width, height } = useMemo(() => drawTrace(trace), [trace]);
  return (
    <figure className="cold-trace">
      <svg width={width} height={height} role="img" aria-label={t('freight_cold_chain.drawing')}>
        <defs>
          <marker
            id="cold-trace-head"
            viewBox="0 0 8 8"
            refX="8"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 Z" className="cold-trace-head" />
          </marker>
        </defs>
        {arrows.map((arrow) => (
          <Arrow key={arrow.key} arrow={arrow} />
        ))}
        {boxes.map((box) => (
          <Box
            key={box.key}
            box={box}
            name={box.holder_name?.[language] ?? box.holder}
            left={t('freight_cold_chain.box_left', { left: box.left ?? t('freight_cold_chain.unknown') })}
            isAsked={box.lot === trace.lot}
          />
        ))}
      </svg>
      {left_out > 0 && (
        <figcaption className="muted">{t('freight_cold_chain.not_drawn', { n: left_out })}</figcaption>
      )}
    </figure>
  );
}

interface BoxProps {
  readonly box: TraceBox;
  readonly name: string;
  readonly left: string;
  /** Of the lot that was asked for itself. */
  readonly isAsked: boolean;
}

function Box({ box: { lot, x, y }, name, left, isAsked }: BoxProps) {
  return (
    <g className={isAsked ? 'cold-trace-box cold-trace-asked' : 'cold-trace-box'}>
      <title>{`${lot} · ${name} · ${left}`}</title>
      <rect x={x} y={y} width={BOX.width} height={BOX.height} rx={6} />
      <text x={x + 10} y={y + 19} className="cold-trace-lot">
        {fitted(lot)}
      </text>
      <text x={x + 10} y={y + 37}>
        {fitted(name)}
      </text>
      <text x={x + 10} y={y + 55}>
        {left}
      </text>
    </g>
  );
}

/** From the side of one box to that of the other that looks at it; where they stand above each other, around the right. */
function Arrow({ arrow: { from, to, quantity } }: { readonly arrow: TraceArrow }) {
  const isLeft = from.x <= to.x;
  const x1 = from.x + (isLeft ? BOX.width : 0);
  const y1 = from.y + BOX.height / 2;
  const x2 = to.x + (from.x < to.x ? 0 : BOX.width);
  const y2 = to.y + BOX.height / 2;
  const bend = from.x === to.x ? 44 : (x2 - x1) / 2;
  const path = `M${x1} ${y1} C${x1 + bend} ${y1} ${from.x === to.x ? x2 + bend : x2 - bend} ${y2} ${x2} ${y2}`;
  return (
    <g className="cold-trace-arrow">
      <path d={path} markerEnd="url(#cold-trace-head)" />
      <text x={(x1 + x2) / 2} y={(y1 + y2) / 2 - 5} textAnchor="middle">
        {quantity ?? '?'}
      </text>
    </g>
  );
}
