import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { EditedTalk } from '#server/contract/wire.ts';
import { DeleteThing } from '../bin/delete-thing.tsx';
import s from '../editing/editing.module.css';
import { EditedChoice, EditedLine, EditedText } from '../editing/editor-inputs.tsx';
import { fieldLabel } from '../editing/field-label.ts';
import { LinksEditor } from '../editing/links-editor.tsx';
import { EditForm } from '../editing/save-bar.tsx';
import { TextsEditor } from '../editing/texts-editor.tsx';
import { useEditor } from '../editing/use-editor.ts';
import { PageHead, PendingPage } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Section } from '../section.tsx';
import { FieldRow } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { TagsInput } from './tags-input.tsx';
import { TalkSlots } from './talk-slots.tsx';
import { TalkSpeakers } from './talk-speakers.tsx';

/** One talk, to be edited. */
export function TalkPage() {
  const http = useHttp();
  const id = Number(useParams().id);
  const { data: talk, error } = useQuery({
    queryKey: ['edited-talk', id],
    queryFn: ({ signal }) => http.get<EditedTalk>(paths.api.organizeTalk(id), { signal }),
    staleTime: 0,
  });
  return talk === undefined ? <PendingPage error={error} /> : <TalkForm key={id} talk={talk} />;
}

function TalkForm({ talk }: { talk: EditedTalk }) {
  const t = useRoomWords('editing');
  const { format } = useOrganizer();
  const navigate = useNavigate();
  const editor = useEditor({ initial: talk, path: paths.api.organizeTalk(talk.id) });
  const { thing } = editor;
  const { conference, fields } = thing;
  const own = fields.language ?? conference?.language ?? 'en';
  const programme = conference ? `/organize/conferences/${conference.id}/programme` : '/organize';
  const title = Object.values(fields.texts).find((text) => text?.title)?.title ?? t.untitled;
  return (
    <>
      <PageHead
        title={fields.texts[own]?.title ?? title}
        back={<Link to={programme}>{conference?.title ?? t.programme}</Link>}
      >
        <p className={s.links}>
          {fields.visibility === 'public' && conference?.isPublic !== false ? (
            <a href={paths.talk(fields.slug)}>{t.openPage}</a>
          ) : (
            <a href={`${paths.talk(fields.slug)}?preview=1`}>{t.preview}</a>
          )}
          {thing.unlistedPath ? (
            <span>
              {t.unlistedAt} <a href={thing.unlistedPath}>{thing.unlistedPath}</a>
            </span>
          ) : null}
        </p>
      </PageHead>
      {thing.isWithdrawn ? <Notice>{t.withdrawn}</Notice> : null}
      <EditForm editor={editor} labels={(name) => fieldLabel(name, t, format.languageName)}>
        <Section id="texts" title={t.texts}>
          <TextsEditor editor={editor} group="texts" parts={['title', 'subtitle', 'abstract']} first={own}>
            {(prefix) => (
              <>
                <EditedLine editor={editor} name={`${prefix}.title`} label={t.title} />
                <EditedLine editor={editor} name={`${prefix}.subtitle`} label={t.subtitle} />
                <EditedText
                  editor={editor}
                  name={`${prefix}.abstract`}
                  label={t.abstract}
                  hint={t.abstractHint}
                  rows={8}
                />
              </>
            )}
          </TextsEditor>
        </Section>
        <Section id="speakers" title={t.speakers}>
          <TalkSpeakers editor={editor} />
        </Section>
        <Section id="slots" title={t.slots} note={conference?.timeZone ?? null}>
          <TalkSlots editor={editor} />
        </Section>
        <Section id="details" title={t.details}>
          <div className={s.stack}>
            <FieldRow>
              <EditedLine editor={editor} name="language" label={t.spoken} hint={t.spokenHint} />
              {conference ? <EditedLine editor={editor} name="track" label={t.track} list="tracks" /> : null}
              <EditedLine
                editor={editor}
                name="licence"
                label={t.licence}
                hint={conference?.licence ? t.licenceOf(conference.licence) : undefined}
              />
            </FieldRow>
            <datalist id="tracks">
              {conference?.tracks.map((track) => (
                <option key={track} value={track} />
              ))}
            </datalist>
            <TagsInput editor={editor} />
          </div>
        </Section>
        <Section id="links" title={t.links}>
          <LinksEditor editor={editor} />
        </Section>
        <Section id="publishing" title={t.publishing}>
          <div className={s.stack}>
            <EditedChoice
              editor={editor}
              name="visibility"
              label={t.visibility}
              options={[
                { value: 'draft', label: `${t.draft}: ${t.draftHint}` },
                { value: 'unlisted', label: `${t.unlisted}: ${t.unlistedHint}` },
                { value: 'public', label: `${t.public}: ${t.publicHint}` },
              ]}
            />
            <EditedChoice
              editor={editor}
              name="recordingPlan"
              label={t.recordingPlan}
              options={[
                { value: 'will', label: t.planWill },
                { value: 'none', label: t.planNone },
                { value: 'opted_out', label: t.planOptedOut },
              ]}
            />
            <EditedLine
              editor={editor}
              name="slug"
              label={t.slug}
              hint={thing.isSlugFrozen ? t.slugFrozen : t.slugHint}
            />
          </div>
        </Section>
        <Section id="recordings" title={t.recordings}>
          {thing.recordings.length === 0 ? <p>{t.noRecordings}</p> : null}
          <ul>
            {thing.recordings.map((recording) => (
              <li key={recording.id}>
                <Link to={`/organize/recordings/${recording.id}`}>{recording.arrivedAs}</Link>
              </li>
            ))}
          </ul>
        </Section>
        <div>
          <DeleteThing kind="talk" id={thing.id} onDeleted={() => navigate(programme)} />
        </div>
      </EditForm>
    </>
  );
}
