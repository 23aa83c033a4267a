/** Path of a browser, or undefined after one clear line. */
export function ensureBrowser(): string | undefined;
