import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import type { EditedConference } from '#server/contract/wire.ts';
import { DeleteThing } from '../bin/delete-thing.tsx';
import s from '../editing/editing.module.css';
import { EditedChoice, EditedLine, EditedText } from '../editing/editor-inputs.tsx';
import { fieldLabel } from '../editing/field-label.ts';
import { PictureEditor } from '../editing/picture-editor.tsx';
import { EditForm } from '../editing/save-bar.tsx';
import { TextsEditor } from '../editing/texts-editor.tsx';
import { useEditor } from '../editing/use-editor.ts';
import { PageHead } from '../frame.tsx';
import { useHttp } from '../http.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Pending } from '../problem.tsx';
import { Section } from '../section.tsx';
import { FieldRow } from '../ui/field.tsx';

/** A conference itself: names, dates, look, licence, who sees it. */
export function SettingsPage() {
  const http = useHttp();
  const id = Number(useParams().id);
  const { data: conference, error } = useQuery({
    queryKey: ['edited-conference', id],
    queryFn: ({ signal }) => http.get<EditedConference>(paths.api.organizeConference(id), { signal }),
    staleTime: 0,
  });
  return conference === undefined ? (
    <Pending error={error} />
  ) : (
    <SettingsForm key={id} conference={conference} />
  );
}

function SettingsForm({ conference }: { conference: EditedConference }) {
  const t = useRoomWords('editing');
  const { format } = useOrganizer();
  const navigate = useNavigate();
  const editor = useEditor({ initial: conference, path: paths.api.organizeConference(conference.id) });
  const { thing } = editor;
  const { fields } = thing;
  const page = paths.conference(fields.slug);
  return (
    <>
      <PageHead title={t.settings}>
        <p className={s.links}>
          {fields.visibility === 'public' ? (
            <a href={page}>{t.openPage}</a>
          ) : (
            <a href={`${page}?preview=1`}>{t.preview}</a>
          )}
        </p>
      </PageHead>
      <EditForm editor={editor} labels={(name) => fieldLabel(name, t, format.languageName)}>
        <Section id="texts" title={t.texts}>
          <TextsEditor
            editor={editor}
            group="texts"
            parts={['title', 'subtitle', 'description', 'place']}
            first={fields.language}
          >
            {(prefix) => (
              <>
                <EditedLine editor={editor} name={`${prefix}.title`} label={t.title} />
                <EditedLine editor={editor} name={`${prefix}.subtitle`} label={t.subtitle} />
                <EditedLine editor={editor} name={`${prefix}.place`} label={t.place} />
                <EditedText editor={editor} name={`${prefix}.description`} label={t.description} />
              </>
            )}
          </TextsEditor>
        </Section>
        <Section id="dates" title={t.dates}>
          <FieldRow>
            <EditedLine editor={editor} name="startDay" type="date" label={t.startDay} />
            <EditedLine editor={editor} name="endDay" type="date" label={t.endDay} />
            <EditedLine editor={editor} name="timeZone" label={t.timeZone} hint={t.timeZoneHint} />
          </FieldRow>
        </Section>
        <Section id="look" title={t.look}>
          <div className={s.stack}>
            <PictureEditor editor={editor} name="logoId" altName="logoAlt" label={t.logo} />
            <EditedLine editor={editor} name="accent" label={t.accent} hint={t.accentHint} />
          </div>
        </Section>
        <Section id="details" title={t.details}>
          <FieldRow>
            <EditedLine editor={editor} name="acronym" label={t.acronym} />
            <EditedLine editor={editor} name="language" label={t.language} />
            <EditedLine editor={editor} name="licence" label={t.licence} />
            <EditedLine editor={editor} name="url" type="url" label={t.website} />
          </FieldRow>
        </Section>
        <Section id="publishing" title={t.publishing}>
          <div className={s.stack}>
            <EditedChoice
              editor={editor}
              name="visibility"
              label={t.visibility}
              options={[
                { value: 'draft', label: `${t.draft}: ${t.draftHint}` },
                { value: 'public', label: `${t.public}: ${t.publicHint}` },
              ]}
            />
            <EditedChoice
              editor={editor}
              name="publish"
              label={t.publish}
              options={[
                { value: 'review', label: t.publishReview },
                { value: 'auto', label: t.publishAuto },
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
        <div>
          <DeleteThing kind="conference" id={thing.id} onDeleted={() => navigate('/organize')} />
        </div>
      </EditForm>
    </>
  );
}
