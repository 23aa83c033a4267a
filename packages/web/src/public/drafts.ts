/** What may stand on a computer that others use too: the matter, never who asks. */
const REMEMBERED = ['text', 'where', 'meant'];
const PREFIX = 'opentocc-draft:';

/** Drafts survive a closed browser: they are in it alone, until the form was taken. */
export function rememberDrafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    const key = `${PREFIX}${form.dataset.draft}`;
    const fields = REMEMBERED.flatMap((name) => {
      const field = form.elements.namedItem(name);
      return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? [field] : [];
    });
    const known = read(key);
    for (const field of fields) if (field.value === '') field.value = known[field.name] ?? '';
    form.addEventListener('input', () =>
      write(key, Object.fromEntries(fields.map(({ name, value }) => [name, value]))),
    );
  }
  for (const done of document.querySelectorAll<HTMLElement>('[data-draft-done]'))
    write(`${PREFIX}${done.dataset.draftDone}`, null);
}

function read(key: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}');
  } catch {
    return {}; // storage is off, or what it holds is not ours
  }
}

function write(key: string, draft: Readonly<Record<string, string>> | null): void {
  try {
    if (draft === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Storage is off or full: the form works without drafts.
    return;
  }
}
