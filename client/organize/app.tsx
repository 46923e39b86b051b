import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import type { UiLanguage } from '#server/contract/languages.ts';
import { ApiProblem, createApi } from './api.ts';
import { Frame, PageHead } from './frame.tsx';
import { JobPage } from './job-page.tsx';
import { JobsPage } from './jobs-page.tsx';
import { OrganizerProvider, organizerOf, useOrganizer } from './organizer.tsx';
import { PortalProvider } from './portal.tsx';
import { RecordingPage } from './recording-page.tsx';
import { RecordingsPage } from './recordings-page.tsx';
import { createSession, type Session } from './session.ts';
import { SignIn, type SignInTrouble } from './sign-in.tsx';

/** What the server hands to the organizers' pages. */
export interface OrganizeData {
  language: UiLanguage;
}

/** Draws the organizers' pages into `place`, in the language of the shell around them. */
export function mountOrganize(place: HTMLElement, { language }: OrganizeData): void {
  const session = createSession(() => window.sessionStorage);
  createRoot(place).render(
    <OrganizerProvider value={organizerOf(language)}>
      <BrowserRouter>
        <App session={session} />
      </BrowserRouter>
    </OrganizerProvider>,
  );
}

function App({ session }: { session: Session }) {
  const { language } = useOrganizer();
  const { token, wasRefused } = useSyncExternalStore(session.subscribe, session.get);
  const enter = async (given: string): Promise<SignInTrouble | null> => {
    try {
      await createApi({ token: given, language, onRefused: () => undefined }).jobs(null);
      session.begin(given);
      return null;
    } catch (error) {
      return error instanceof ApiProblem && error.status === 401 ? 'refused' : 'unreachable';
    }
  };
  if (token === null) return <SignIn trouble={wasRefused ? 'refused' : null} enter={enter} />;
  return <SignedIn key={token} token={token} session={session} />;
}

function SignedIn({ token, session }: { token: string; session: Session }) {
  const { language } = useOrganizer();
  const api = useMemo(
    () => createApi({ token, language, onRefused: () => session.end('refused') }),
    [token, language, session],
  );
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <PortalProvider value={api}>
        <Routes>
          <Route path="/organize" element={<Frame api={api} onSignOut={() => session.end('left')} />}>
            <Route index element={<Navigate to="jobs" replace />} />
            <Route path="jobs" element={<JobsPage />} />
            <Route path="jobs/:id" element={<JobPage />} />
            <Route path="recordings" element={<RecordingsPage />} />
            <Route path="recordings/:id" element={<RecordingPage />} />
            <Route path="*" element={<NothingHere />} />
          </Route>
        </Routes>
      </PortalProvider>
    </QueryClientProvider>
  );
}

function NothingHere() {
  const { m } = useOrganizer();
  return <PageHead title={m.nothingHere} />;
}

/** News keep what is shown up to date; asking again by itself is for lost connections only. */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => !(error instanceof ApiProblem) && failures < 3,
      },
      mutations: { retry: false },
    },
  });
}
