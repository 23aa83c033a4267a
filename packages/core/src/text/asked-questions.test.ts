import { expect, it } from 'vitest';
import { AskedQuestions } from './asked-questions.ts';
import { textGrams } from './question.ts';

it('forgets the oldest question for one more, as many as there come', () => {
  const asked = new AskedQuestions(3);
  for (let id = 0; id < 7; id++) asked.learn(`失物${'甲乙丙丁戊己庚'[id]}招领`, id, null);
  expect(asked.size).toBe(3);
  const likeness = asked.likeness(textGrams('失物甲招领'));
  expect([...likeness.keys()].sort()).toEqual([4, 5, 6]);
  const like = (text: string) => asked.likeness(textGrams(text)).get(6)?.like ?? 0;
  expect(like('失物庚招领')).toBeGreaterThan(like('失物甲招领'));
});
