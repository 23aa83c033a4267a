import type { Rule } from '../kinds/index.ts';
import type { Consequence } from '../kinds/rule-kind.ts';
import { EVERY_TRIP, type RuleScope } from '../scope.ts';
import type { Words } from '../words.ts';

type Head = Pick<Rule, 'key' | 'name' | 'scope' | 'consequence' | 'assumed'>;

/** The head of a rule that its source states. */
export const stated = (
  key: string,
  zh: string,
  en: string,
  consequence: Consequence,
  scope: Partial<RuleScope> = {},
): Head => ({
  ...{ key, name: { zh, en }, consequence },
  scope: { ...EVERY_TRIP, ...scope },
  assumed: false,
});

/** The head of a rule that its source does not state, or not all of its figures. */
export const assumed = (...of: Parameters<typeof stated>): Head => ({ ...stated(...of), assumed: true });

export const source = (zh: string, en: string): Words => ({ zh, en });

/** Goods go on by the truck that brings them, or relayed. */
export const EVERY_MODE: Rule = {
  ...stated('trips', '各类车次', 'Every trip', 'refuse'),
  ...{ kind: 'trips', modes: ['direct', 'relayed'] },
};

export const OPEN_PORTS: Rule = {
  ...stated('ports', '口岸开放', 'Open ports', 'refuse'),
  ...{ kind: 'ports', ports: [], as_declared: false, open: true },
};

/** What a cross-border truck carries by any regime. */
export const PAPERS: Rule = {
  ...assumed('papers', '批文与驾驶证', 'Permit and licence', 'refuse'),
  ...{ kind: 'documents', documents: ['permit', 'licence'] },
};
