import { Router } from 'express';
import { searchQuerySchema, suggestQuerySchema } from '#server/contract/schemas.ts';
import { everyone } from '#server/features/accounts/access.ts';
import { methodNotAllowed, sendJson, validated } from '#server/kernel/http.ts';
import { readerLanguage } from '#server/kernel/language.ts';
import type { Search } from './search.ts';

/** `/api/v1/search` and `/api/v1/suggest`. */
export function searchRoutes({ search }: { search: Search }): Router {
  const router = Router();
  router.get('/api/v1/search', everyone, (req, res) => {
    const language = readerLanguage(req, res);
    const query = validated(searchQuerySchema, req.query);
    sendJson(req, res, search.search(query, language), { cache: 'public' });
  });
  router.get('/api/v1/suggest', everyone, (req, res) => {
    const language = readerLanguage(req, res);
    const { q } = validated(suggestQuerySchema, req.query);
    sendJson(req, res, search.suggest(q, language), { cache: 'public' });
  });
  router.all(['/api/v1/search', '/api/v1/suggest'], methodNotAllowed('GET, HEAD'));
  return router;
}
