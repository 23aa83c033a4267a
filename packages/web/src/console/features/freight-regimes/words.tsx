import type { Bilingual, FreightRegime, FreightRegimeEntry, FreightRule } from '@opentocc/contract';
import { portName, ruleWords } from '@opentocc/core/freight';
import { Tag } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { useTextGroups, useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';

/** Says a text of both languages in the reader's. */
export function useSay(): (text: Bilingual) => string {
  const language = useStore(languageStore);
  return (text) => text[language] || text.zh;
}

/** 平 or 战, in words and in colour. */
export function Stance({ of }: { readonly of: Pick<FreightRegime, 'stance'> }) {
  const { t } = useTranslation();
  return (
    <Tag color={of.stance === 'emergency' ? 'error' : 'success'} className="regimes-stance">
      {t(`freight-regimes.stance.${of.stance}`)}
    </Tag>
  );
}

const COLOURS = {
  in_force: 'processing',
  announced: 'warning',
  over: 'default',
  taken_back: 'default',
} as const;

export function Standing({ of }: { readonly of: Pick<FreightRegimeEntry, 'standing'> }) {
  const { t } = useTranslation();
  return <Tag color={COLOURS[of.standing]}>{t(`freight-regimes.standing.${of.standing}`)}</Tag>;
}

/** "2026-11-28 10:00 – no end". */
export function useSpan(): (of: Pick<FreightRegime, 'from_ms' | 'to_ms'>) => string {
  const { t } = useTranslation();
  return ({ from_ms, to_ms }) =>
    `${minuteOf(from_ms)} – ${to_ms === null ? t('freight-regimes.no_end') : minuteOf(to_ms)}`;
}

/** Which trips a rule is about, in words. */
export function useScopeWords(): (rule: FreightRule) => string {
  const { t, group } = useTextGroups();
  const [directions, classes] = [group('freight-regimes.direction'), group('freight-regimes.class')];
  const comma = t('freight-regimes.comma');
  return ({ scope }) => {
    const parts = [
      scope.directions.map((one) => directions[one]).join(comma),
      scope.classes.map((one) => classes[one]).join(comma),
      scope.cities.length > 0 && t('freight-regimes.to', { places: scope.cities.join(comma) }),
      scope.other_than.length > 0 && t('freight-regimes.not_to', { places: scope.other_than.join(comma) }),
      scope.streets.length > 0 && t('freight-regimes.to', { places: scope.streets.join(comma) }),
    ].filter((part) => part !== '' && part !== false);
    return parts.length === 0 ? t('freight-regimes.every_trip') : parts.join(' · ');
  };
}

/** A rule as a sentence, with the trips that it is about and what follows from it. */
export function RuleSentence({ rule }: { readonly rule: FreightRule }) {
  const { t } = useTranslation();
  const [say, scope] = [useSay(), useScopeWords()];
  return (
    <>
      {say(ruleWords(rule))}
      <div className="muted">
        {t('freight-regimes.applies', {
          scope: scope(rule),
          consequence: t(`freight-regimes.consequence.${rule.consequence}`),
        })}
      </div>
    </>
  );
}

export function usePortName(): (code: string) => string {
  const say = useSay();
  return (code) => say(portName(code));
}
