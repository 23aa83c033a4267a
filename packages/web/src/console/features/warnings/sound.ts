import { useEffect, useRef } from 'react';
import { platformNow } from '../../../ui/platform-clock.ts';
import { createStore, type Store, useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';

const NAME = 'tocc.warning-sound';
/** A warning that the browser did not let sound is still worth hearing for so long, ms. */
const LATE_MS = 120_000;

/** Whether new red and orange warnings are heard here; remembered by this browser. */
export const soundStore: Store<'on' | 'off'> = createStore(
  localStorage.getItem(NAME) === 'off' ? 'off' : 'on',
);
soundStore.subscribe(() => localStorage.setItem(NAME, soundStore.get()));

/** Whether the browser lets sound through: not before the page is touched or a key is pressed. */
export const soundLet: Store<'waits' | 'lets'> = createStore<'waits' | 'lets'>('waits');

let audio: AudioContext | undefined;

/** Asks the browser to let sound through; it does once the page was touched. */
function unlock(): void {
  audio ??= opened();
  // The browser waits for a touch, which comes here again; the bar says so until then.
  if (audio.state === 'suspended') audio.resume().catch(() => undefined);
}

function opened(): AudioContext {
  const made = new AudioContext();
  const say = () => soundLet.set(made.state === 'running' ? 'lets' : 'waits');
  made.addEventListener('statechange', say);
  say();
  return made;
}

/** Two tones. @returns false where the browser does not let them sound */
function sound(): boolean {
  if (audio?.state !== 'running') return false;
  for (const [i, frequency] of [880, 660].entries()) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const at_s = audio.currentTime + i * 0.25;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.2, at_s);
    volume.gain.exponentialRampToValueAtTime(0.001, at_s + 0.22);
    tone.connect(volume).connect(audio.destination);
    tone.start(at_s);
    tone.stop(at_s + 0.24);
  }
  return true;
}

/** Sounds for each change that is loud, on whatever page; what was not let through sounds with the first touch after it. */
export function useAlarm(): void {
  const message = useStore(useFeed().warnings);
  const isOn = useStore(soundStore) === 'on';
  const isLet = useStore(soundLet) === 'lets';
  const unheard_ms = useRef<number | null>(null);
  useEffect(() => {
    if (!isOn) return;
    unlock();
    const touched = ['pointerdown', 'keydown'] as const;
    for (const name of touched) addEventListener(name, unlock, { capture: true });
    return () => {
      for (const name of touched) removeEventListener(name, unlock, { capture: true });
    };
  }, [isOn]);
  useEffect(() => {
    if (!message || message.loud.length === 0) return;
    unheard_ms.current = soundStore.get() === 'on' && !sound() ? platformNow() : null;
  }, [message]);
  useEffect(() => {
    const since_ms = unheard_ms.current;
    if (!isLet || since_ms === null) return;
    unheard_ms.current = null;
    if (soundStore.get() === 'on' && platformNow() - since_ms < LATE_MS) sound();
  }, [isLet]);
}
