import type { Thing } from './thing.ts';

/** Where a page lies in the portal, from the home page down. */
export function breadcrumbs(trail: ReadonlyArray<{ name: string; path: string }>, portal: string): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: portal + path,
    })),
  };
}
