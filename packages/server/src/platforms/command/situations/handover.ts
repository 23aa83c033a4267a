import type { HandoverItem } from '../duty/index.ts';
import type { SituationBoard } from './board.ts';
import { STATE_WORDS } from './words.ts';

/** What one shift hands to the next of situations: those that are open, with who has them and what is due. */
export const handoverItems = (board: SituationBoard) => async (): Promise<readonly HandoverItem[]> =>
  board.list(null).map(({ id, title, state, owner, received_ms, due_ms, header, district }): HandoverItem => {
    const drill = header === 'real' ? { zh: '', en: '' } : { zh: '【演练】', en: '[drill] ' };
    const who = owner
      ? { zh: `${owner.name} 负责`, en: `${owner.name} has it` }
      : { zh: '无人接手', en: 'nobody has it' };
    return {
      ...{ key: `situations/situation/${id}`, kind: 'situation', since_ms: received_ms, due_ms, district },
      title: { zh: `${drill.zh}事件 ${id}：${title}`, en: `${drill.en}Situation ${id}: ${title}` },
      detail: { zh: `${STATE_WORDS[state].zh}，${who.zh}`, en: `${STATE_WORDS[state].en}, ${who.en}` },
      opens: `/situations?situation=${id}`,
    };
  });
