import { PageHead } from '../frame.tsx';
import { useRoomWords } from '../organizer.tsx';
import { SpeakerTabs } from '../speakers/speaker-tabs.tsx';
import { SamePerson } from './same-person.tsx';

/** Speakers who may be one person, as a page of its own. */
export function SamePersonPage() {
  const t = useRoomWords('people');
  return (
    <>
      <PageHead title={t.title} />
      <SpeakerTabs />
      <p>{t.intro}</p>
      <SamePerson />
    </>
  );
}
