/** What a control opens stands beside it, so that it belongs to a part of the page and not to its end. */
export const beside = (control: HTMLElement): HTMLElement => control.parentElement ?? document.body;
