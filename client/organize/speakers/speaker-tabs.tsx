import { editingMessages } from '../editing/messages.ts';
import { useRoomMessages } from '../organizer.tsx';
import { peopleMessages } from '../people/messages.ts';
import { Tabs } from '../ui/tabs.tsx';

/** The ways between the pages about people and words that all conferences share. */
export function SpeakerTabs() {
  const t = useRoomMessages(editingMessages);
  const { title: samePerson } = useRoomMessages(peopleMessages);
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
