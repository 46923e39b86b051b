import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router';
import type { UiLanguage } from '#server/contract/languages.ts';
import { paths } from '#server/contract/paths.ts';
import type { Me } from '#server/contract/wire.ts';
import { ResetPage } from './account/reset-page.tsx';
import { ViewerArea } from './account/viewer-area.tsx';
import { createApi } from './api.ts';
import { ApiProblem } from './api-problem.ts';
import { ConferenceFrame } from './conference-frame.tsx';
import { Frame, PageHead } from './frame.tsx';
import { createHttp, type Http, HttpProvider } from './http.ts';
import { loadWords } from './load-words.ts';
import { MeProvider } from './me.ts';
import { OrganizerProvider, organizerOf, useOrganizer } from './organizer.tsx';
import { PortalProvider } from './portal.tsx';
import { Pending } from './problem.tsx';
import { RoomBoundary } from './room-boundary.tsx';
import { conferenceRooms, rooms } from './rooms.tsx';
import { SignIn } from './sign-in.tsx';
import { ToastProvider } from './ui/toast.tsx';

/** What the server hands to the organizers' pages. */
export interface OrganizeData {
  language: UiLanguage;
  /** Whether the browser came with a session. */
  isSignedIn: boolean;
}

/** Draws the organizers' pages into `place`, in the language of the shell around them. */
export async function mountOrganize(
  place: HTMLElement,
  { language, isSignedIn }: OrganizeData,
): Promise<void> {
  const words = await loadWords(language);
  const client = createQueryClient();
  const http = createHttp({
    language,
    onSignedOut: () => void client.invalidateQueries({ queryKey: ['me'] }),
  });
  createRoot(place).render(
    <OrganizerProvider value={organizerOf(language, words)}>
      <QueryClientProvider client={client}>
        <HttpProvider value={http}>
          <BrowserRouter>
            <App http={http} isSignedIn={isSignedIn} />
          </BrowserRouter>
        </HttpProvider>
      </QueryClientProvider>
    </OrganizerProvider>,
  );
}

function App({ http, isSignedIn }: { http: Http; isSignedIn: boolean }) {
  const { data: me, error } = useQuery({
    queryKey: ['me'],
    queryFn: () => readMe(http),
    staleTime: 60_000,
    // Nobody is asked for who is known not to be there.
    ...(!isSignedIn && { initialData: null }),
  });
  const { pathname } = useLocation();
  if (pathname === '/organize/reset') return <ResetPage />;
  if (me === undefined) return <div className="wrap">{error ? <Pending error={error} /> : null}</div>;
  if (me === null) return <SignIn />;
  if (me.role === 'viewer') return <OfViewer me={me} />;
  return <SignedIn key={me.id} me={me} http={http} />;
}

/** Who is signed in; null = nobody. */
async function readMe(http: Http): Promise<Me | null> {
  const response = await fetch(paths.api.me(), { cache: 'no-store' });
  if (response.status === 401) return null;
  return response.ok ? ((await response.json()) as Me) : http.get(paths.api.me()); // our own API
}

function OfViewer({ me }: { me: Me }) {
  return (
    <MeProvider value={me}>
      <ToastProvider>
        <ViewerArea />
      </ToastProvider>
    </MeProvider>
  );
}

function SignedIn({ me, http }: { me: Me; http: Http }) {
  const api = useMemo(() => createApi(http), [http]);
  const { m } = useOrganizer();
  const [waiting] = useState(<Pending error={null} />);
  const pages = (list: typeof rooms) =>
    list.map(({ path, Page }) => (
      <Route
        key={path}
        {...(path === '' ? { index: true } : { path })}
        element={
          <RoomBoundary key={path}>
            <Suspense fallback={waiting}>
              <Page />
            </Suspense>
          </RoomBoundary>
        }
      />
    ));
  return (
    <MeProvider value={me}>
      <PortalProvider value={api}>
        <ToastProvider>
          <Routes>
            <Route path="/organize" element={<Frame api={api} />}>
              {rooms.some(({ path }) => path === '') ? null : (
                <Route index element={<Navigate to="jobs" replace />} />
              )}
              {pages(rooms)}
              <Route path="conferences/:id" element={<ConferenceFrame />}>
                {pages(conferenceRooms)}
              </Route>
              <Route path="*" element={<PageHead title={m.nothingHere} />} />
            </Route>
          </Routes>
        </ToastProvider>
      </PortalProvider>
    </MeProvider>
  );
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
