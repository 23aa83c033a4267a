const PLACE = 'tocc.account';

/** The account that was signed in at this window: coming back after the session has ended takes the password only. */
export const lastAccount = {
  get: (): string | null => sessionStorage.getItem(PLACE),
  set: (account: string): void => sessionStorage.setItem(PLACE, account),
  /** Whoever signs out leaves nothing of themselves to the next. */
  forget: (): void => sessionStorage.removeItem(PLACE),
};
