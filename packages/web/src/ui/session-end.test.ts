import { afterEach, describe, expect, it } from 'vitest';
import { noteNobodySignedIn, noteSessionEnd, sessionEndStore } from './session-end.ts';

afterEach(() => sessionEndStore.set(null));

describe('why a session is over', () => {
  it('is what the live channel says, whatever an answer says after it', () => {
    noteSessionEnd('disabled');
    noteNobodySignedIn();
    expect(sessionEndStore.get()).toBe('disabled');
  });

  it('is made exact by the live channel after an answer that only says no', () => {
    noteNobodySignedIn();
    expect(sessionEndStore.get()).toBe('expired');
    noteSessionEnd('reset');
    expect(sessionEndStore.get()).toBe('reset');
  });

  it('is the end of time where a newer server says what this page does not know', () => {
    noteSessionEnd('moon_phase');
    expect(sessionEndStore.get()).toBe('expired');
  });
});
