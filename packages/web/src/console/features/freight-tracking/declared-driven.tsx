import type { DeclaredDrivenLine } from '@opentocc/contract';
import { hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';

/** The narrowest bar, %: a crossing takes no time. */
const LEAST = 1.2;

interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

const spanOf = (from_ms: number | null, to_ms: number | null): Span | null =>
  from_ms === null ? null : { from_ms, to_ms: to_ms ?? from_ms };

/** What was declared above what was driven, on one axis of time; the same in words beside it. */
export function DeclaredDriven({ lines }: { readonly lines: readonly DeclaredDrivenLine[] }) {
  const { t } = useTranslation();
  const rows = lines.map((line) => ({
    line,
    declared: spanOf(line.declared_from_ms, line.declared_to_ms),
    driven: spanOf(line.driven_from_ms, line.driven_to_ms),
  }));
  const spans = rows.flatMap(({ declared, driven }) => [declared, driven]).filter((span) => span !== null);
  if (spans.length === 0) return <p className="muted">{t('freight-tracking.no_lines')}</p>;
  const from_ms = Math.min(...spans.map((span) => span.from_ms));
  const to_ms = Math.max(...spans.map((span) => span.to_ms));
  const axis = { from_ms, to_ms: Math.max(to_ms, from_ms + 1) };
  return (
    <ol className="freight-bars">
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place may come twice
        <BarRow key={i} {...row} axis={axis} />
      ))}
    </ol>
  );
}

interface RowProps {
  readonly line: DeclaredDrivenLine;
  readonly declared: Span | null;
  readonly driven: Span | null;
  readonly axis: Span;
}

function BarRow({ line, declared, driven, axis }: RowProps) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { what, place_name, late_min, inferred } = line;
  return (
    <li>
      <span className="freight-bar-name">
        {t(`freight-tracking.line.${what}`)} {place_name[language]}
      </span>
      <span className="freight-bar-track" aria-hidden>
        {declared && <Bar span={declared} axis={axis} of="declared" />}
        {driven && <Bar span={driven} axis={axis} of="driven" />}
      </span>
      <span className="freight-bar-words">
        <span className="freight-declared">
          {declared ? timesOf(declared) : t('freight-tracking.not_declared')}
        </span>{' '}
        <span className="freight-driven">{driven ? timesOf(driven) : t('freight-tracking.not_driven')}</span>{' '}
        {late_min !== null && late_min !== 0 && (
          <b>
            {t(late_min > 0 ? 'freight-tracking.late' : 'freight-tracking.early', { n: Math.abs(late_min) })}
          </b>
        )}{' '}
        {inferred && <small>{t('freight-tracking.inferred')}</small>}
      </span>
    </li>
  );
}

const timesOf = ({ from_ms, to_ms }: Span): string =>
  to_ms === from_ms ? hourMinuteOf(from_ms) : `${hourMinuteOf(from_ms)}–${hourMinuteOf(to_ms)}`;

function Bar({ span, axis, of }: { readonly span: Span; readonly axis: Span; readonly of: string }) {
  const share = 100 / (axis.to_ms - axis.from_ms);
  const left = (span.from_ms - axis.from_ms) * share;
  const width = Math.max(LEAST, (span.to_ms - span.from_ms) * share);
  return (
    <i
      className={`freight-bar-${of}`}
      style={{ left: `${Math.min(left, 100 - LEAST)}%`, width: `${width}%` }}
    />
  );
}
