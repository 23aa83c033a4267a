import type { IndexConfiguration } from '@opentocc/contract';
import { Tag } from 'antd';
import { known } from '../../../ui/asked.ts';
import { grouped, minuteOf, percent } from '../../../ui/format.ts';
import { useProvenance } from '../../../ui/i18n/provenance.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { useIndexConfigurations } from '../../../ui/queries.ts';
import { Hint } from '../../ui/hint.tsx';

/** What values rest on, as far as it is known. */
export interface BasisFacts {
  /** Of all values shown; the newest configuration without any. */
  readonly versions: readonly string[];
  readonly object: string;
  readonly window: string;
  readonly coverage?: number | null;
  readonly samples?: number | null;
  readonly windows?: number;
  readonly windows_expected?: number;
  readonly restated?: number;
}

type Facts = (readonly [name: string, value: string])[];

/** Standard, version, source and certainty behind some values, as name and value, for exports. */
export function useBasisFacts(): (basis: BasisFacts) => Facts {
  const { t } = useTranslation();
  const configurations = useConfigurations();
  const provenance = useProvenance();
  return (basis) => {
    const used = configurations(basis.versions);
    const shares: Facts = [];
    if (basis.coverage !== undefined && basis.coverage !== null)
      shares.push([t('index.coverage'), percent(basis.coverage)]);
    if (basis.samples !== undefined) shares.push([t('index.samples'), grouped(basis.samples)]);
    if (basis.windows !== undefined && basis.windows_expected !== undefined)
      shares.push([
        t('indices.windows'),
        t('indices.windows_of', { known: basis.windows, all: basis.windows_expected }),
      ]);
    return [
      [t('export.object'), `${basis.object} · ${basis.window}`],
      ...shares,
      ...(basis.restated ? [[t('indices.restated_windows'), grouped(basis.restated)] as const] : []),
      [
        t('indices.figure.standard'),
        used.map(({ standard }) => provenance(standard)).join(t('common.semicolon')),
      ],
      [
        t('indices.figure.formula'),
        used.map(({ formula_version }) => formula_version).join(t('common.semicolon')),
      ],
      [t('indices.assumed'), t(used.some(({ assumed }) => assumed) ? 'indices.yes' : 'indices.no')],
      ...used
        .flatMap(sourcesOf)
        .map(
          ([name, certainty, source]) =>
            [
              `${t('indices.source')} · ${provenance(name)}`,
              `${t(`indices.certainties.${certainty}`)} · ${provenance(source)}`,
            ] as const,
        ),
      [t('export.exported'), minuteOf(platformNow())],
    ];
  };
}

function sourcesOf({ gb, shenzhen, weights, free_flow }: IndexConfiguration) {
  const annex = gb.annexes[gb.annex];
  return [
    [`${gb.standard} ${gb.annex}`, annex.certainty, gb.source],
    [shenzhen.standard, shenzhen.certainty, shenzhen.source],
    [weights.standard, weights.certainty, weights.source],
    [free_flow.standard, free_flow.certainty, free_flow.source],
  ] as const;
}

function useConfigurations(): (versions: readonly string[]) => readonly IndexConfiguration[] {
  const all = known(useIndexConfigurations()) ?? [];
  return (versions) => {
    const used = all.filter(({ formula_version }) => versions.includes(formula_version));
    return used.length > 0 ? used : all.filter(({ in_force }) => in_force).slice(-1);
  };
}

/** One line below figures: standard, version, window, coverage, samples, and whether anything is assumed. */
export function Basis({
  versions,
  window,
  coverage,
  samples,
  windows,
  windows_expected,
  restated,
}: Omit<BasisFacts, 'object'>) {
  const { t } = useTranslation();
  const used = useConfigurations()(versions);
  const provenance = useProvenance();
  const assumed = used.some((one) => one.assumed);
  const parts = [
    ...used.map(({ standard, formula_version }) => `${provenance(standard)} · ${formula_version}`),
    window,
    coverage === undefined || coverage === null ? '' : `${t('index.coverage')} ${percent(coverage)}`,
    samples === undefined ? '' : `${t('index.samples')} ${grouped(samples)}`,
    windows === undefined || windows_expected === undefined
      ? ''
      : `${t('indices.windows')} ${t('indices.windows_of', { known: windows, all: windows_expected })}`,
    restated ? t('indices.restated_count', { number: restated }) : '',
  ].filter((part) => part !== '');
  return (
    <p className="basis muted">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
      {assumed && (
        <Hint text={t('common.assumed_hint')}>
          <Tag variant="filled">{t('common.assumed')}</Tag>
        </Hint>
      )}
    </p>
  );
}
