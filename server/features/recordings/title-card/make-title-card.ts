import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VersionManifest } from '#server/transcode/manifest.ts';
import { withPosterForms } from '#server/transcode/poster-forms.ts';
import { runFfmpeg, type Tools } from '#server/transcode/run.ts';
import { openFontShelf } from '#server/typesetting/fonts.ts';
import { paint } from '#server/typesetting/paint.ts';
import { pageSize } from '#server/typesetting/pen.ts';
import { createTypesetter } from '#server/typesetting/typesetter.ts';
import { drawTitleCard, type TitleCard } from './draw-title-card.ts';

const PREFIX = 'title-card-';

/** The name of a card's file: another for other words, because what lies in a version's folder is kept for ever. */
export function titleCardName(card: TitleCard): string {
  const hash = createHash('sha256').update(JSON.stringify(card)).digest('hex');
  return `${PREFIX}${hash.slice(0, 16)}.jpg`;
}

/** True where a version shows a title card, or would if it had one. */
export function wantsTitleCard({ video, poster }: Pick<VersionManifest, 'video' | 'poster'>): boolean {
  return video === null && (poster === null || poster.path.startsWith(PREFIX));
}

/**
 * Makes the picture of a recording that has none: its talk's title card, a JPEG in the folder of a version.
 * @param o.dir absolute
 * @throws MediaError as `runFfmpeg`
 */
export async function makeTitleCard(o: {
  dir: string;
  card: TitleCard;
  tools: Tools;
}): Promise<NonNullable<VersionManifest['poster']>> {
  const path = titleCardName(o.card);
  const png = join(o.dir, `${path}.png`);
  try {
    await writeFile(png, await paint(drawTitleCard(o.card, createTypesetter(openFontShelf()))));
    await runFfmpeg({
      inputs: [{ options: ['-protocol_whitelist', 'file', '-f', 'png_pipe'], source: `file:${png}` }],
      outputs: [
        {
          options: ['-frames:v', '1', '-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'mjpeg'],
          target: join(o.dir, path),
        },
      ],
      cwd: o.dir,
      purpose: 'making the title card',
      tools: o.tools,
    });
  } finally {
    await rm(png, { force: true });
  }
  return withPosterForms(o.dir, { path, ...pageSize });
}
