import { z } from 'zod';
import type { StagedProgrammeInput } from '../catalogue/staged-programme.ts';
import { foldedWords } from '../catalogue/text/fold.ts';
import { plainLine } from '../catalogue/text/plain-text.ts';
import { joinedRichText } from '../catalogue/text/rich-text.ts';
import { slugify } from '../catalogue/text/slug.ts';
import { speakersOfCatalogue } from './catalogue-speakers.ts';
import { ImportFileError } from './import-file-error.ts';
import { shortened, type Tell, type Where } from './oddities.ts';
import { languageByLetters, spokenLanguage } from './schedule/event-language.ts';
import { dayOf } from './schedule/read-times.ts';
import { stageLinks, webAddress } from './schedule/stage-links.ts';

type TalkInput = NonNullable<StagedProgrammeInput['talks']>[number];

const word = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value?.trim() ? value : null));
const words = z
  .array(z.string().catch(''))
  .nullish()
  .catch(null)
  .transform((value) => value ?? []);
const links = z
  .array(
    z
      .looseObject({ url: word, label: word })
      .or(z.string().transform((url) => ({ url, label: null })))
      .catch({ url: null, label: null }),
  )
  .nullish()
  .catch(null)
  .transform((value) => value ?? []);
const eventLine = z.looseObject({
  type: z.literal('event'),
  slug: word,
  title: word,
  description: word,
  url: word,
  start_date: word,
  end_date: word,
});
const talkLine = z.looseObject({
  type: z.literal('talk'),
  event: word,
  slug: word,
  title: word,
  description: word,
  summary: word,
  speakers: words,
  recorded: word,
  language: word,
  duration: z.number().nullish().catch(null),
  copyright_text: word,
  tags: words,
  related_urls: links,
  videos: links,
});

type EventLine = z.output<typeof eventLine>;
type TalkLine = z.output<typeof talkLine> & { line: number };

/** Whether a text is a catalogue: its first line is an object of JSON by itself that is an event or a talk. */
export function isCatalogue(text: string): boolean {
  const first = /^\ufeff?\s*([^\n]+)/.exec(text)?.[1]?.trim() ?? '';
  return /^\{.*"type"\s*:\s*"(?:event|talk)".*\}$/.test(first.slice(0, 1_000_000));
}

/**
 * Reads a catalogue as pyvideo publishes it, one JSON object a line: events, and talks that name their event. One programme
 * a conference, in the order in which the file comes to them; lines that cannot be read are told and left out.
 */
export function readCatalogue(text: string, o: { tell: Tell }): StagedProgrammeInput[] {
  const { events, talks } = readLines(text, o.tell);
  const groups = new Map<string, TalkLine[]>([...events.keys()].map((slug) => [slug, []]));
  for (const talk of talks) {
    const slug = talk.event ?? '';
    const group = groups.get(slug) ?? [];
    if (group.length === 0 && slug !== '' && !events.has(slug))
      o.tell(
        { line: talk.line, event: talk.title },
        `Its conference “${slug.slice(0, 80)}” is not among the events of the file: it was made from the name.`,
      );
    groups.set(slug, group);
    group.push(talk);
  }
  const programmes = [...groups].map(([slug, list]) => stage(slug, events.get(slug) ?? null, list, o.tell));
  if (programmes.length === 0)
    throw new ImportFileError(['The catalogue has no event and no talk that can be read.']);
  return programmes;
}

function readLines(text: string, tell: Tell): { events: Map<string, EventLine>; talks: TalkLine[] } {
  const events = new Map<string, EventLine>();
  const talks: TalkLine[] = [];
  let line = 0;
  for (const source of text.replace(/^\ufeff/, '').split('\n')) {
    line += 1;
    if (source.trim() === '') continue;
    const json = parsed(source);
    const talk = talkLine.safeParse(json);
    const event = talk.success ? null : eventLine.safeParse(json);
    if (talk.success) talks.push({ ...talk.data, line });
    else if (event?.success && event.data.slug !== null) {
      if (events.has(event.data.slug))
        tell({ line }, `The event “${event.data.slug.slice(0, 80)}” is there twice: the first is taken.`);
      else events.set(event.data.slug, event.data);
    } else
      tell(
        { line },
        json === undefined
          ? 'The line is no JSON: it was left out.'
          : 'The line is neither an event nor a talk: it was left out.',
      );
  }
  return { events, talks };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function stage(
  slug: string,
  event: EventLine | null,
  lines: readonly TalkLine[],
  tell: Tell,
): StagedProgrammeInput {
  const speakers = speakersOfCatalogue(tell);
  const seen = new Map<string, string>();
  const talks = lines.flatMap((line) => stageTalk(line, { seen, speakers, tell }));
  const days = talks
    .flatMap((talk) => talk.slots?.map(({ day }) => day ?? '') ?? [])
    .filter((day) => day !== '')
    .sort();
  const startDay = dayOf(event?.start_date ?? null) ?? days[0];
  const lastDay = days.at(-1);
  const endDay =
    dayOf(event?.end_date ?? null) ??
    (lastDay !== undefined && startDay !== undefined && lastDay < startDay ? startDay : lastDay);
  const title = shortened(plainLine(event?.title ?? slug.replaceAll('-', ' ')), 300);
  const url = webAddress(event?.url?.trim() ?? '', null);
  const description = event?.description == null ? null : joinedRichText([event.description]).text;
  return {
    conference:
      slug === ''
        ? null
        : {
            ...(slugify(slug) !== '' && { slug: slugify(slug) }),
            ...(startDay !== undefined && { startDay, endDay: endDay ?? startDay }),
            widensDays: true,
            ...(url !== null && { url }),
            texts: {
              [languageByLetters(title) ?? 'en']: {
                title: title || slug,
                ...(description && { description }),
              },
            },
          },
    speakers: speakers.all(),
    talks,
  };
}

function stageTalk(
  talk: TalkLine,
  o: { seen: Map<string, string>; speakers: ReturnType<typeof speakersOfCatalogue>; tell: Tell },
): TalkInput[] {
  const whole = plainLine(talk.title ?? '');
  const title = shortened(whole, 300) || `Talk of line ${talk.line}`;
  const where: Where = { line: talk.line, event: title };
  if (whole === '') o.tell(where, `The talk has no title: it is called “${title}”.`);
  else if (title !== whole) o.tell(where, `Its title of ${whole.length} characters was cut to 300.`);
  const id = `${talk.event ?? ''}/${talk.slug ?? foldedWords(title)}`.slice(0, 400);
  const twin = o.seen.get(id);
  if (twin !== undefined) o.tell(where, `It has the slug of “${twin}”: it is taken in without it.`);
  o.seen.set(id, twin ?? title);
  const { languages, unknown } = spokenLanguage(talk.language);
  if (unknown !== null)
    o.tell(where, `Its language “${unknown.slice(0, 40)}” is not known: it was left out.`);
  const day = dayOf(talk.recorded);
  if (talk.recorded !== null && day === null)
    o.tell(where, `It was recorded on “${talk.recorded.slice(0, 40)}”, which is no day: it has none now.`);
  const abstract = joinedRichText([talk.summary, talk.description]);
  const slug = slugify(talk.slug ?? '');
  const durationMs =
    talk.duration != null && talk.duration > 0 && talk.duration < 7 * 86_400
      ? Math.round(talk.duration) * 1000
      : null;
  return [
    {
      at: `line ${talk.line}`,
      ...(twin === undefined && { sources: [{ source: 'pyvideo', id }] }),
      ...(twin === undefined && slug !== '' && { slug }),
      ...(languages[0] !== undefined && { language: languages[0] }),
      texts: {
        [languageByLetters(title) ?? languages[0] ?? 'en']: {
          title,
          abstract: abstract.text || null,
          abstractHtml: abstract.html,
        },
      },
      speakers: o.speakers.bill(talk.speakers, where),
      slots: day === null && durationMs === null ? [] : [{ day, durationMs }],
      tags: [...new Set(talk.tags.map((tag) => shortened(plainLine(tag), 100)).filter((tag) => tag !== ''))],
      ...(talk.copyright_text !== null && {
        licence: shortened(plainLine(talk.copyright_text), 300) || null,
      }),
      links: stageLinks(
        [
          ...talk.videos.map(({ url }) => ({ url, title: 'Video' })),
          ...talk.related_urls.map(({ url, label }) => ({ url, title: label })),
        ].filter(({ url }) => url !== null),
        { baseUrl: null, ownAddress: null, where, tell: o.tell },
      ),
    },
  ];
}
