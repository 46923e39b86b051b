import { useRoomWords } from '../organizer.tsx';
import { Tabs } from '../ui/tabs.tsx';

/** The ways between the pages about people and words that all conferences share. */
export function SpeakerTabs() {
  const t = useRoomWords('editing');
  const { title: samePerson } = useRoomWords('people');
  return (
    <Tabs
      label={t.people}
      items={[
        { to: '/organize/speakers', label: t.speakers, isExact: true },
        { to: '/organize/speakers/same', label: samePerson },
        { to: '/organize/tags', label: t.manageTags },
      ]}
    />
  );
}
