import type { Bilingual, Warning } from '@opentocc/contract';
import type { DutyLine } from './ports.ts';
import type { SilenceRow } from './store.ts';
import type { Turn } from './turn.ts';
import * as words from './words.ts';

/** Acts of people that the log of duty has, as they are named in timelines. */
const ACTS: Readonly<Record<string, (titles: Bilingual) => Bilingual>> = {
  acknowledge: words.logAcknowledged,
  take_over: words.logTookOver,
  close: words.logClosed,
};
/** When one may have begun to be red. */
const RISES: readonly string[] = ['raised', 'level', 'reopened'];

interface Before {
  warning(id: number): Warning | undefined;
  silence(id: string): SilenceRow | undefined;
}

/**
 * What a turn writes into the log of duty: what became red and ended, who took it on, who was asked because nobody answered,
 * and what was made silent. What is the same of one district stands in one line, however many warnings it is about.
 */
export function dutyLines(turn: Turn, before: Before): DutyLine[] {
  return [...ofRed(turn, before), ...ofActs(turn), ...ofEscalations(turn), ...ofSilences(turn, before)];
}

function ofRed(turn: Turn, before: Before): DutyLine[] {
  const rose = turn.entries
    .filter(({ kind }) => RISES.includes(kind))
    .map(({ warning }) => turn.find(warning))
    .filter((one): one is Warning => one?.level === 'red' && one.ended_ms === null)
    .filter(({ id }) => {
      const was = before.warning(id);
      return !was || was.ended_ms !== null || was.level !== 'red';
    });
  const over = turn.listEnded().filter(({ level }) => level === 'red');
  return [
    ...together(turn, rose, 'system', words.logRed),
    ...together(turn, over, 'system', words.logRedOver),
  ];
}

function ofActs(turn: Turn): DutyLine[] {
  return Object.entries(ACTS).flatMap(([act, say]) => {
    const entries = turn.entries.filter(({ kind }) => kind === act);
    return [...new Set(entries.map(({ by }) => by))].flatMap((person) => {
      const ids = entries.filter(({ by }) => by === person).map(({ warning }) => warning);
      return together(turn, found(turn, ids), person, say);
    });
  });
}

function ofEscalations(turn: Turn): DutyLine[] {
  const asked = turn.tellings.filter(({ why }) => why === 'escalated');
  return [...new Set(asked.map(({ to }) => to.name))].flatMap((name) => {
    const ids = asked.filter(({ to }) => to.name === name).map(({ warning }) => warning.id);
    return together(turn, found(turn, ids), 'system', (titles) => words.logEscalated(titles, name));
  });
}

function ofSilences(turn: Turn, before: Before): DutyLine[] {
  return [...turn.silences.values()].flatMap((row) => {
    const was = before.silence(row.id);
    const { starts_ms, ends_ms, reason } = row;
    if (was && was.starts_ms === starts_ms && was.ends_ms === ends_ms) return [];
    const text = row.ended_by ? words.logUnsilenced(reason) : words.logSilenced(reason, starts_ms, ends_ms);
    const by = row.ended_by ?? row.owner;
    const district = row.matchers.find(
      ({ name, isRegex, isEqual }) => name === 'district' && !isRegex && isEqual,
    );
    return [
      {
        ...{ at_ms: turn.now_ms, by, text, district: district?.value ?? null },
        about: { module: 'warnings', id: row.id, opens: '/warnings/silences' },
      },
    ];
  });
}

const found = (turn: Turn, ids: readonly number[]): Warning[] =>
  [...new Set(ids)].flatMap((id) => turn.find(id) ?? []);

/** A line to each district that some warnings lie in. */
function together(
  turn: Turn,
  all: readonly Warning[],
  by: string,
  say: (titles: Bilingual) => Bilingual,
): DutyLine[] {
  return [...new Set(all.map(({ place }) => place.district))].map((district) => {
    const own = all.filter(({ place }) => place.district === district);
    const [{ id }] = own;
    return {
      ...{ at_ms: turn.now_ms, by, district, text: say(words.titlesOf(own)) },
      about: {
        module: 'warnings',
        id: String(id),
        opens: own.length === 1 ? `/warnings/${id}` : '/warnings',
      },
    };
  });
}
