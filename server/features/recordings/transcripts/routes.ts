import { type Request, Router } from 'express';
import { z } from 'zod';
import { passagesOf } from '#server/contract/passages.ts';
import { paths } from '#server/contract/paths.ts';
import type { Talk } from '#server/contract/wire.ts';
import { everyone } from '#server/features/accounts/access.ts';
import { contentDisposition } from '#server/kernel/content-disposition.ts';
import { methodNotAllowed, notFound, sendWithEtag, validated } from '#server/kernel/http.ts';
import { readerLanguage } from '#server/kernel/language.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { writeSubRip } from '../captions/write-subrip.ts';
import { writeWebVtt } from '../captions/write-webvtt.ts';
import type { Transcript, Transcripts } from './transcripts.ts';
import { writeText } from './write-text.ts';

const path = '/api/v1/talks/:slug/transcript.:format';
const formatSchema = z.object({ format: z.enum(['vtt', 'srt', 'txt']) });
const querySchema = z.object({ track: z.string().min(1).max(100).optional() });
const types = {
  vtt: 'text/vtt; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
} as const;

/** The words of a talk as a file, for whoever may see the talk: `transcript.vtt`, `.srt`, `.txt`, on the timeline that plays now. */
export function transcriptRoutes(o: {
  catalogue: Pick<Catalogue, 'talk'>;
  transcripts: Transcripts;
  publicUrl: string | null;
}): Router {
  const router = Router();
  router.get(path, everyone, (req, res) => {
    const { slug } = req.params as { slug: string }; // the path has it
    const language = readerLanguage(req, res);
    const { format } = validated(formatSchema, req.params);
    const { track } = validated(querySchema, req.query);
    const found = o.catalogue.talk(slug, language);
    if (found === null) throw notFound('such talk');
    if (found.kind === 'moved') {
      res.setHeader('Cache-Control', 'public, no-cache');
      return res.redirect(301, `${paths.api.transcript(found.slug, format)}${queryOf(req)}`);
    }
    const { talk, isListed } = found;
    const words =
      talk.recording &&
      o.transcripts.of(talk.recording, { key: track ?? null, spokenLanguage: talk.spokenLanguage });
    if (!words) throw notFound('transcript of this talk in this language');
    if (!isListed) res.setHeader('X-Robots-Tag', 'noindex');
    const name = { title: talk.title, detail: words.language ?? '', extension: `.${format}` };
    res.setHeader('Content-Disposition', contentDisposition(name));
    res.setHeader('X-Content-Type-Options', 'nosniff');
    if (words.language !== null) res.setHeader('Content-Language', words.language);
    sendWithEtag(req, res, {
      body: written(words, format, { talk, publicUrl: o.publicUrl }),
      type: types[format],
      cache: isListed ? 'public' : 'private',
    });
  });
  router.all(path, methodNotAllowed('GET, HEAD'));
  return router;
}

function written(
  { cues }: Transcript,
  format: keyof typeof types,
  { talk, publicUrl }: { talk: Talk; publicUrl: string | null },
): string {
  if (format === 'vtt') return writeWebVtt(cues);
  if (format === 'srt') return writeSubRip(cues);
  const head = [
    talk.title,
    talk.speakers.map(({ name }) => name).join(', '),
    [talk.conference?.title, talk.day].filter(Boolean).join(', '),
    publicUrl === null ? '' : `${publicUrl}${paths.talk(talk.slug)}`,
  ];
  return writeText(
    head.filter((line) => line !== ''),
    passagesOf(cues),
  );
}

function queryOf(req: Request): string {
  const start = req.originalUrl.indexOf('?');
  return start === -1 ? '' : req.originalUrl.slice(start);
}
