import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useStore } from '../../ui/store.ts';
import { mapPlaceOf, mapSearchIn, mapSearchOf } from './map-address.ts';
import { choiceStore, hiddenLayersStore, mapStore, viewStore } from './map-model.ts';

/** A map that is being moved is written down once it has come to rest. */
const REST_MS = 400;

/** Keeps view, layers and choice in the address: what it says at first is shown, what changes then is written there. */
export function useMapAddress(): void {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const first = useRef(search);
  const view = useStore(viewStore);
  const hidden = useStore(hiddenLayersStore);
  const choice = useStore(choiceStore);

  useEffect(() => take(first.current), []);
  useEffect(() => {
    const said = { ...mapSearchOf({ view, hidden, choice }) };
    const timer = setTimeout(() => void navigate({ to: '.', search: said, replace: true }), REST_MS);
    return () => clearTimeout(timer);
  }, [view, hidden, choice, navigate]);
}

function take(search: Readonly<Record<string, unknown>>): void {
  const place = mapPlaceOf(mapSearchIn(search));
  if (!place) return;
  hiddenLayersStore.set(place.hidden);
  choiceStore.set(place.choice);
  if (!place.view) return;
  viewStore.set(place.view);
  mapStore.get()?.lookAt(place.view);
}
