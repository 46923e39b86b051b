import { Router } from 'express';
import { everyone } from '#server/features/accounts/access.ts';
import { sendJson } from '#server/kernel/http.ts';
import { createApiDocument } from './document.ts';

/** `/api/v1/openapi.json`, made once. */
export function apiDocumentRoutes(o: { publicUrl: string | null; version: string }): Router {
  const document = createApiDocument(o);
  const router = Router();
  router.get('/api/v1/openapi.json', everyone, (req, res) => {
    res.setHeader('Access-Control-Allow-Origin', '*');
    sendJson(req, res, document, { cache: 'public' });
  });
  return router;
}
