import { editingMessages } from '../editing/messages.ts';
import { useRoomMessages } from '../organizer.tsx';
import { Tabs } from '../ui/tabs.tsx';

/** The ways between the pages about people and words that all conferences share. */
export function SpeakerTabs() {
  const t = useRoomMessages(editingMessages);
  return (
    <Tabs
      label={t.people}
      items={[
        { to: '/organize/speakers', label: t.speakers, isExact: true },
        { to: '/organize/tags', label: t.manageTags },
      ]}
    />
  );
}
