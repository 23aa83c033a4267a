import type { KeyboardEvent } from 'react';

/** The key that was pressed alone and outside of fields; arrows say j and k. Null for any other. */
export function keyOf({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): string | null {
  const at = target as HTMLElement;
  if (ctrlKey || metaKey || altKey || at.isContentEditable) return null;
  if (at.closest('input, textarea, select, [role=combobox], [role=dialog], .maplibregl-canvas')) return null;
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    if (at.closest('[role=tablist], [role=tab]')) return null;
    return key === 'ArrowDown' ? 'j' : 'k';
  }
  return key.length === 1 ? key.toLowerCase() : null;
}
