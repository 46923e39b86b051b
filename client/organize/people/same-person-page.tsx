import { PageHead } from '../frame.tsx';
import { useRoomMessages } from '../organizer.tsx';
import { SpeakerTabs } from '../speakers/speaker-tabs.tsx';
import { peopleMessages } from './messages.ts';
import { SamePerson } from './same-person.tsx';

/** Speakers who may be one person, as a page of its own. */
export function SamePersonPage() {
  const t = useRoomMessages(peopleMessages);
  return (
    <>
      <PageHead title={t.title} />
      <SpeakerTabs />
      <p>{t.intro}</p>
      <SamePerson />
    </>
  );
}
