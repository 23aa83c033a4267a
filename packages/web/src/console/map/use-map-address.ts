import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useStore } from '../../ui/store.ts';
import { mapPlaceOf, mapSearchIn, mapSearchOf } from './map-address.ts';
import { choiceStore, hiddenLayersStore, mapStore, viewStore } from './map-model.ts';
import { restedStore, wantedReplayStore } from './replay-clock.ts';

/** A map that is being moved is written down once it has come to rest. */
const REST_MS = 400;

/** Keeps view, layers, choice and the time that is replayed in the address: what it says at first is shown, what changes then is written there. */
export function useMapAddress(): void {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const first = useRef(search);
  const view = useStore(viewStore);
  const hidden = useStore(hiddenLayersStore);
  const choice = useStore(choiceStore);
  const wanted_ms = useStore(wantedReplayStore);
  const shown_ms = useStore(restedStore);
  const replayed_ms = wanted_ms ?? shown_ms;

  useEffect(() => take(first.current), []);
  useEffect(() => {
    const said = { ...mapSearchOf({ view, hidden, choice, replayed_ms }) };
    const timer = setTimeout(() => void navigate({ to: '.', search: said, replace: true }), REST_MS);
    return () => clearTimeout(timer);
  }, [view, hidden, choice, replayed_ms, navigate]);
}

function take(search: Readonly<Record<string, unknown>>): void {
  const place = mapPlaceOf(mapSearchIn(search));
  if (!place) return;
  hiddenLayersStore.set(place.hidden);
  choiceStore.set(place.choice);
  wantedReplayStore.set(place.replayed_ms);
  if (!place.view) return;
  viewStore.set(place.view);
  mapStore.get()?.lookAt(place.view);
}
