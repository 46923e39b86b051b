import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { Outlet, useParams } from 'react-router';
import { paths } from '#server/contract/paths.ts';
import s from './frame.module.css';
import { PendingPage } from './frame.tsx';
import { useHttp } from './http.ts';
import { useOrganizer } from './organizer.tsx';
import { Tabs } from './ui/tabs.tsx';

/** What every page of a conference knows of it. */
export interface ConferenceHead {
  id: number;
  slug: string;
  title: string;
  timeZone: string;
  visibility: 'draft' | 'public';
}

const ConferenceContext = createContext<ConferenceHead | null>(null);

/** The conference whose page is shown. */
export function useConference(): ConferenceHead {
  const conference = use(ConferenceContext);
  if (conference === null) throw new Error('useConference is used outside the pages of a conference.');
  return conference;
}

/** The query of a conference's head: rooms that change it set it anew under this key. */
export const conferenceHeadKey = (id: number) => ['conference', id, 'head'] as const;

/** The pages of one conference, and the ways between them. */
export function ConferenceFrame() {
  const { m } = useOrganizer();
  const http = useHttp();
  const id = Number(useParams().id);
  const { data: conference, error } = useQuery({
    queryKey: conferenceHeadKey(id),
    queryFn: ({ signal }) => http.get<ConferenceHead>(paths.api.organizeConference(id), { signal }),
  });
  if (conference === undefined) return <PendingPage error={error} />;
  const to = (page: string) => `/organize/conferences/${id}${page}`;
  return (
    <ConferenceContext value={conference}>
      <p className={s.conference}>
        <strong>{conference.title}</strong>
      </p>
      <Tabs
        label={m.conference}
        items={[
          { to: to(''), label: m.board, isExact: true },
          { to: to('/programme'), label: m.programme },
          { to: to('/import'), label: m.importing },
          { to: to('/upload'), label: m.upload },
          { to: to('/matching'), label: m.matching },
          { to: to('/settings'), label: m.settings },
        ]}
      />
      <Outlet />
    </ConferenceContext>
  );
}
