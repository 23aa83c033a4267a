/** A form of a page that was shown, as a browser without script sends it. */
export interface ShownForm {
  /** Where it is sent, with its query. */
  readonly action: string;
  /** What is hidden in it, and the files that wait with it; what is typed comes beside. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** The forms of a page of the site, in their order; of programs that use it as people do, by its pages alone. */
export function shownForms(page: string): ShownForm[] {
  return [...page.matchAll(/<form method="post" action="([^"]+)"([\s\S]*?)<\/form>/g)].map(
    ([, action, inner]) => ({ action: decoded(action), fields: [...hiddenOf(inner), ...heldOf(inner)] }),
  );
}

const decoded = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const hiddenOf = (form: string) =>
  [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
    ([, name, value]) => [name, decoded(value)] as const,
  );

const heldOf = (form: string) =>
  [...form.matchAll(/name="held" value="([^"]+)" checked/g)].map(([, id]) => ['held', id] as const);
