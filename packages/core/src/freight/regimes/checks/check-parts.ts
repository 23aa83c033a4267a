import type { Rule } from '../kinds/index.ts';
import { type Regime, type RegimeBook, scopeWithin } from '../regime.ts';
import { isInScope, type TripCell } from '../scope.ts';
import { cellsOf } from './cells.ts';
import { error, note, type RegimeFault } from './regime-fault.ts';

/** Rules of different kinds that lean on each other. */
export const checkParts = ({ regimes }: RegimeBook): RegimeFault[] =>
  regimes.flatMap((regime) => [...undeclared(regime), ...relayedNowhere(regime)]);

/** Rules by which something must have been declared, where no declaration is asked for. */
function undeclared(regime: Regime): RegimeFault[] {
  return regime.rules.filter(leansOnDeclaration).flatMap((rule) => {
    const own = cellsWithin(regime, rule);
    const bare = own.filter((cell) => !isDeclared(regime, cell));
    if (bare.length === 0) return [];
    return [
      error(
        ...(['not_declared', { of: regime.code, rules: [rule.key] }] as const),
        `“${rule.name.zh}”以申报为准，但有车次不须申报：请加一条“申报”，或放宽这一条`,
        `“${rule.name.en}” goes by what was declared, but trips that it holds for need no declaration: add a rule of the kind “declarations”, or loosen this one`,
      ),
    ];
  });
}

const leansOnDeclaration = (rule: Rule): boolean =>
  rule.kind === 'routes' ||
  rule.kind === 'points' ||
  (rule.kind === 'ports' && rule.as_declared) ||
  (rule.kind === 'stays' && rule.declared_only) ||
  (rule.kind === 'returns' && rule.overnight !== null);

const cellsWithin = (regime: Regime, rule: Rule): TripCell[] => {
  const scope = scopeWithin(regime, rule);
  return cellsOf(regime.rules.map((one) => scopeWithin(regime, one))).filter((cell) =>
    isInScope(scope, cell),
  );
};

const isDeclared = ({ rules }: Regime, cell: TripCell): boolean =>
  rules.some((rule) => rule.kind === 'declarations' && isInScope(rule.scope, cell));

/** Trips that must be relayed, where no transfer point is asked for. */
function relayedNowhere(regime: Regime): RegimeFault[] {
  return regime.rules
    .filter((rule) => rule.kind === 'trips' && rule.modes.length === 1 && rule.modes[0] === 'relayed')
    .filter((rule) =>
      cellsWithin(regime, rule).some(
        (cell) =>
          !regime.rules.some(
            (one) => one.kind === 'points' && one.point === 'transfer' && isInScope(one.scope, cell),
          ),
      ),
    )
    .map((rule) =>
      note(
        ...(['relayed_nowhere', { of: regime.code, rules: [rule.key] }] as const),
        `“${rule.name.zh}”要求接驳，但没有规定接驳点：请加一条“点位”`,
        `“${rule.name.en}” asks for relayed trips, but no rule asks for a transfer point: add one of the kind “points”`,
      ),
    );
}
