import { AgentTally, stratumOf } from './agents.ts';
import { count } from './counting.ts';
import type { FigureDefinition, Sources } from './figures.ts';

/** What agents are measured by, of a span. */
export async function agentTallies(sources: Sources) {
  const tallies = { at_once: new AgentTally(), satisfied: new AgentTally(), accurate: new AgentTally() };
  const { from_ms, to_ms } = sources;
  const judges: FigureDefinition['judges'] = {
    facts({ taken_by: agent, type, field, received_ms, at_once: counts, is_left_out }) {
      if (agent === '' || is_left_out || received_ms < from_ms || received_ms >= to_ms) return;
      tallies.at_once.add({ agent, stratum: stratumOf(type, field, received_ms), counts });
    },
    visits({ case: of, type, field, at_once, asks_satisfaction, satisfied, satisfied_from }, { facts }) {
      const fact = facts.find(of);
      if (!at_once || !asks_satisfaction || satisfied === null || !fact?.answered_by) return;
      const stratum = stratumOf(type, field, fact.received_ms);
      tallies.satisfied.add({ agent: fact.answered_by, stratum, counts: satisfied >= satisfied_from });
    },
    reviews({ agent, type, field, received_ms, is_right }) {
      const stratum = stratumOf(type, field, received_ms);
      tallies.accurate.add({ agent, stratum, counts: is_right === true });
    },
  };
  await count(sources, [{ judges, take: () => undefined }]);
  return tallies;
}
