import { expect, it } from 'vitest';
import { blankContent } from './content.ts';
import { createDraftStorage } from './draft-storage.ts';

function shelf() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, text: string) => void items.set(name, text),
    removeItem: (name: string) => void items.delete(name),
  };
}

it('finds what the same account wrote of the same article, and nothing of another', () => {
  const place = shelf();
  const draft = { key: 'k'.repeat(8), version: null, fields: blankContent('2026-11-28', '夜班公交几点收班') };
  createDraftStorage(place, 'li', 'new').save(draft);
  expect(createDraftStorage(place, 'li', 'new').find()).toEqual(draft);
  expect(createDraftStorage(place, 'li', 7).find()).toBeNull();
  expect(createDraftStorage(place, 'wang', 'new').find()).toBeNull();
});

it('takes what cannot be read for nothing, and forgets what was saved on the server', () => {
  const place = shelf();
  const storage = createDraftStorage(place, 'li', 'new');
  place.setItem('tocc.knowledge-draft.li.new', '{broken');
  expect(storage.find()).toBeNull();
  storage.drop();
  expect(place.items.size).toBe(0);
});
