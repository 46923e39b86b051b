/** Joins the class names that are there. */
export function classNames(...names: Array<string | undefined | false | null>): string | undefined {
  return names.filter(Boolean).join(' ') || undefined;
}
