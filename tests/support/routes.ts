import type { Express } from 'express';
import { ruleOf } from '#server/features/accounts/access.ts';

export interface FoundRoute {
  method: string;
  path: string;
  /** null = its first handler is no rule. */
  rule: string | null;
}

/** What of Express's router (5.x) is looked at. */
interface Layer {
  handle: { stack?: Layer[] };
  route?: {
    path: string | string[];
    methods: Record<string, boolean>;
    stack: { handle: object; method?: string }[];
  };
}

/** Every route of a composed application with the rule that is its first handler; those that only answer 405 left out. */
export function routesOf(app: Express): FoundRoute[] {
  const found: FoundRoute[] = [];
  const walk = (stack: readonly Layer[]) => {
    for (const { route, handle } of stack) {
      if (handle.stack !== undefined) walk(handle.stack);
      const methods = Object.keys(route?.methods ?? {}).filter((method) => method !== '_all');
      for (const method of methods) {
        const first = route?.stack.find((layer) => layer.method === method)?.handle;
        for (const path of [route?.path ?? ''].flat())
          found.push({ method: method.toUpperCase(), path, rule: first ? ruleOf(first) : null });
      }
    }
  };
  walk(app.router.stack as unknown as Layer[]); // its types leave the handlers' own stacks out
  return found;
}
