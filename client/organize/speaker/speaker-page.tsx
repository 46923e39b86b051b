import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { EditedSpeaker } from '#server/contract/wire.ts';
import { DeleteThing } from '../bin/delete-thing.tsx';
import s from '../editing/editing.module.css';
import { EditedLine, EditedText } from '../editing/editor-inputs.tsx';
import { fieldLabel } from '../editing/field-label.ts';
import { LinksEditor } from '../editing/links-editor.tsx';
import { PictureEditor } from '../editing/picture-editor.tsx';
import { EditForm } from '../editing/save-bar.tsx';
import { TextsEditor } from '../editing/texts-editor.tsx';
import { useEditor } from '../editing/use-editor.ts';
import { PageHead, PendingPage } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Section } from '../section.tsx';
import { Checkbox } from '../ui/inputs.tsx';
import { SpeakerNamesEditor } from './speaker-names-editor.tsx';

/** One speaker, to be edited. */
export function SpeakerPage() {
  const http = useHttp();
  const id = Number(useParams().id);
  const { data: speaker, error } = useQuery({
    queryKey: ['edited-speaker', id],
    queryFn: ({ signal }) => http.get<EditedSpeaker>(paths.api.organizeSpeaker(id), { signal }),
    staleTime: 0,
  });
  return speaker === undefined ? <PendingPage error={error} /> : <SpeakerForm key={id} speaker={speaker} />;
}

function SpeakerForm({ speaker }: { speaker: EditedSpeaker }) {
  const t = useRoomWords('editing');
  const { format, language } = useOrganizer();
  const navigate = useNavigate();
  const [forgetsOld, setForgetsOld] = useState(false);
  const editor = useEditor({
    initial: speaker,
    path: paths.api.organizeSpeaker(speaker.id),
    ...(forgetsOld && { extra: () => ({ forgetsOld: true }) }),
    onSaved: () => setForgetsOld(false),
  });
  const { thing } = editor;
  const { fields } = thing;
  const name = fields.names.find(({ kind }) => kind === 'main')?.name ?? fields.slug;
  return (
    <>
      <PageHead title={name} back={<Link to="/organize/speakers">{t.speakers}</Link>}>
        {thing.talks.length > 0 ? (
          <p className={s.links}>
            <a href={`${paths.speaker(fields.slug)}?preview=1`}>{t.preview}</a>
          </p>
        ) : null}
      </PageHead>
      <EditForm
        editor={editor}
        canSave={forgetsOld}
        labels={(field) => fieldLabel(field, t, format.languageName)}
      >
        <Section id="names" title={t.names}>
          <SpeakerNamesEditor editor={editor} />
          <Checkbox
            label={t.forgetsOld}
            hint={t.forgetsOldHint}
            checked={forgetsOld}
            onChange={({ target }) => setForgetsOld(target.checked)}
          />
        </Section>
        <Section id="photo" title={t.photo}>
          <PictureEditor editor={editor} name="photoId" altName="photoAlt" label={t.photo} />
        </Section>
        <Section id="biography" title={t.biography}>
          <TextsEditor editor={editor} group="biographies" parts={[]} first={language}>
            {(prefix) => <EditedText editor={editor} name={prefix} label={t.biography} rows={7} />}
          </TextsEditor>
        </Section>
        <Section id="links" title={t.links}>
          <LinksEditor editor={editor} />
        </Section>
        <Section id="talks" title={t.talks(thing.talks.length)}>
          <ul className={s.list}>
            {thing.talks.map((talk) => (
              <li key={talk.id}>
                <span className={s.when}>{talk.day ?? ''}</span>
                <span>
                  <Link to={`/organize/talks/${talk.id}`}>{talk.title}</Link>
                  <small>{[talk.conference, talk.billedAs].filter(Boolean).join(' · ')}</small>
                </span>
              </li>
            ))}
          </ul>
        </Section>
        <Section id="address" title={t.slug}>
          <EditedLine
            editor={editor}
            name="slug"
            label={t.slug}
            hint={thing.isSlugFrozen ? t.slugFrozen : t.slugHint}
          />
        </Section>
        <div>
          <DeleteThing kind="speaker" id={thing.id} onDeleted={() => navigate('/organize/speakers')} />
        </div>
      </EditForm>
    </>
  );
}
