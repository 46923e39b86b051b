import { randomBytes } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { paths } from '#server/contract/paths.ts';
import { uploadListQuerySchema } from '#server/contract/upload-schemas.ts';
import { everyone, forOrganizers } from '#server/features/accounts/access.ts';
import { type Actor, knownActor, mayOrganize } from '#server/features/accounts/actor.ts';
import type { Belongings } from '#server/features/accounts/belongings.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, notFound, sendJson, sendProblem, validated } from '#server/kernel/http.ts';
import { acceptedExtensions } from './accepted-types.ts';
import { readLength, readNewUpload } from './new-upload.ts';
import type { ListedUpload, UploadRow } from './store.ts';
import { toWireUpload } from './upload-wire.ts';
import type { Uploads } from './uploads.ts';

const protocol = '1.0.0';
/** A sender that is silent for so long has lost its connection; it comes back with another. */
const silentMs = 60_000;
/** What is still on its way to an answer that has been given is thrown away for so long. */
const drainMs = 5000;

/** Resumable uploads: the tus protocol 1.0.0, and what a sender wants to know besides. */
export function uploadRoutes(o: { uploads: Uploads; belongings: Belongings }): Router {
  const { store, records, room, order, keptMs, largestBytes } = o.uploads;
  const router = Router();
  const all = paths.api.uploads();
  const one = `${all}/:id`;

  const wire = (row: ListedUpload, actor: Actor) =>
    toWireUpload(row, {
      arrivedBytes: records.arrivedBytes(row),
      keptMs,
      // The same bytes may be a recording of a conference of others: of that nothing is said.
      seesRecording: o.belongings.maySeeRecording(actor, row.recording_id),
    });
  const own = (req: Request): UploadRow => {
    const { id } = req.params as { id: string }; // the path has it
    const actor = knownActor(req);
    const row = /^[0-9a-f]{32}$/.test(id) ? store.byId(id) : undefined;
    if (row === undefined || (row.account_id !== actor.id && actor.role !== 'admin'))
      throw notFound('such upload');
    if (!mayOrganize(actor, [row.conference_id]) && row.state === 'arriving')
      throw new AppError('forbidden', 'You do not organize the conference of this upload any more.');
    return row;
  };
  const answer = async (req: Request, res: Response, newId?: string) => {
    req.setTimeout(silentMs, () => req.destroy());
    const { status, headers } = await o.uploads.tus.handle(req, newId);
    for (const [name, value] of headers) res.setHeader(name, value);
    res.setHeader('Cache-Control', 'no-store').status(status).end();
  };

  router.get(paths.api.uploadLimits(), forOrganizers, async (req, res) => {
    const limits = {
      freeBytes: await room.freeBytes(),
      largestBytes,
      extensions: acceptedExtensions,
      keptMs,
    };
    sendJson(req, res, limits, { cache: 'private' });
  });
  router.all(paths.api.uploadLimits(), everyone, methodNotAllowed('GET, HEAD'));

  router.options([all, one], forOrganizers, (req, res) => answer(req, res));
  router.get(all, forOrganizers, (req, res) => {
    const { limit, cursor, conference } = validated(uploadListQuerySchema, req.query);
    const actor = knownActor(req);
    const rows = store.pageOf({
      accountId: actor.id ?? '',
      conferenceId: conference ?? null,
      ...readCursor(cursor),
      limit: limit + 1,
    });
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    const nextCursor = last === undefined ? null : `${last.created_ms}.${last.id}`;
    sendJson(req, res, { items: items.map((row) => wire(row, actor)), nextCursor }, { cache: 'private' });
  });
  router.post(all, forOrganizers, speaksTus, endWhatIsLeft, async (req, res) => {
    const upload = readNewUpload({
      actor: knownActor(req),
      metadata: req.get('Upload-Metadata'),
      length: req.get('Upload-Length'),
      largestBytes,
      store,
    });
    await room.need(upload.sizeBytes ?? 1);
    const id = randomBytes(16).toString('hex');
    const forgetAnnounced = records.announce(id, upload);
    try {
      await answer(req, res, id);
    } finally {
      forgetAnnounced();
    }
  });
  router.all(all, everyone, methodNotAllowed('GET, HEAD, POST, OPTIONS'));

  router.head(one, forOrganizers, speaksTus, async (req, res) => {
    await refuseExpired(own(req));
    await answer(req, res);
  });
  router.get(one, forOrganizers, (req, res) => {
    const row = store.listedById(own(req).id);
    if (row === undefined) throw notFound('such upload');
    sendJson(req, res, wire(row, knownActor(req)), { cache: 'private' });
  });
  router.patch(one, forOrganizers, speaksTus, endWhatIsLeft, async (req, res) => {
    const row = own(req);
    await refuseExpired(row);
    if (row.state !== 'arriving')
      throw new AppError('conflict', 'This upload is whole: nothing can be added to it.');
    if (req.get('Content-Type') !== 'application/offset+octet-stream')
      throw new AppError(
        'unsupported_media',
        'The bytes of a PATCH request must be sent as application/offset+octet-stream.',
      );
    readLength(req.get('Upload-Length'), largestBytes);
    await answer(req, res);
  });
  router.delete(one, forOrganizers, speaksTus, async (req, res) => {
    if (own(req).state === 'checking')
      throw new AppError(
        'conflict',
        'This upload is whole and about to be taken: delete the recording afterwards.',
      );
    await answer(req, res);
  });
  router.all(one, everyone, methodNotAllowed('GET, HEAD, PATCH, DELETE, OPTIONS'));
  return router;

  async function refuseExpired(row: UploadRow): Promise<void> {
    if (row.state !== 'expired' && !(await order.expireIfIdle(row.id))) return;
    throw new AppError('gone', 'This upload has expired: upload the file again.');
  }
}

/** Requests of the protocol name its version, and every answer to them does (tus 1.0.0, Tus-Resumable). */
const speaksTus: RequestHandler = (req, res, next) => {
  res.setHeader('Tus-Resumable', protocol);
  if (req.get('Tus-Resumable') === protocol) return next();
  res.setHeader('Tus-Version', protocol);
  sendProblem(res, {
    status: 412,
    code: 'invalid',
    title: `This is spoken here: Tus-Resumable: ${protocol}`,
  });
};

/** A refusal is given before all bytes have come: they are not read to their end for that. */
const endWhatIsLeft: RequestHandler = (req, res, next) => {
  res.once('finish', () => {
    if (req.complete) return;
    setTimeout(() => req.complete || req.destroy(), drainMs).unref();
  });
  next();
};

/** Where a page of the list begins; at its end unless given. */
function readCursor(cursor: string | undefined): { createdMs: number; id: string } {
  if (cursor === undefined) return { createdMs: Number.MAX_SAFE_INTEGER, id: '' };
  const [, createdMs, id] = /^(\d{1,15})\.([0-9a-f]{32})$/.exec(cursor) ?? [];
  if (createdMs === undefined || id === undefined)
    throw new AppError('invalid', 'The cursor is none that this list gave.');
  return { createdMs: Number(createdMs), id };
}
