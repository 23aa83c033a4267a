/**
 * Letters that cameras take for one another, by what the mistake costs: 0 is none, 1 another plate altogether. Two digits
 * cost more than is acted on without a person: both plates may be true.
 */
const CONFUSED: Readonly<Record<string, number>> = {
  // Plates of the mainland have neither I nor O: one that was read is certainly the digit.
  ...{ '0O': 0.1, '1I': 0.1 },
  ...{
    '0D': 0.3,
    '0Q': 0.3,
    OD: 0.3,
    OQ: 0.3,
    DQ: 0.4,
    '8B': 0.25,
    '1L': 0.3,
    IL: 0.3,
    '1T': 0.5,
    '1J': 0.5,
  },
  ...{
    '17': 0.6,
    '38': 0.6,
    '2Z': 0.25,
    '5S': 0.25,
    '6G': 0.4,
    CG: 0.4,
    '4A': 0.4,
    '3B': 0.5,
    EF: 0.5,
    UV: 0.4,
  },
  ...{ VY: 0.4, MN: 0.5, HN: 0.5, KX: 0.5, PR: 0.5, '7T': 0.4, '7Z': 0.5 },
  // The marks of plates for Hong Kong and Macau.
  港澳: 0.5,
};

const COSTS = new Map(
  Object.entries(CONFUSED).flatMap(([[a, b], cost]) => [[a + b, cost] as const, [b + a, cost] as const]),
);

/** What it costs to have read one letter for the other. */
export const confusionOf = (a: string, b: string): number => (a === b ? 0 : (COSTS.get(a + b) ?? 1));

/** What is missing when a camera misses a letter: dirt hides the province and the mark at the end first. */
export const missedOf = (letter: string): number => (/\p{Script=Han}/u.test(letter) ? 0.4 : 1);
