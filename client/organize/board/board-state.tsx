import {
  Ban,
  CalendarClock,
  CalendarX,
  Check,
  CircleAlert,
  CircleDashed,
  CircleMinus,
  CircleSlash,
  Clock,
  Eye,
  EyeOff,
  FileVideo,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import type { BoardState as State } from '#server/contract/wire.ts';
import { useRoomWords } from '../organizer.tsx';
import { Badge } from '../ui/badge.tsx';

type Tone = 'plain' | 'good' | 'wait' | 'problem' | 'off';

const looks: Readonly<Record<State, [LucideIcon, Tone]>> = {
  missing: [CircleDashed, 'problem'],
  failed: [CircleAlert, 'problem'],
  cancelled: [CircleSlash, 'plain'],
  needs_review: [Eye, 'wait'],
  recorded: [FileVideo, 'plain'],
  processing: [LoaderCircle, 'wait'],
  scheduled: [CalendarClock, 'wait'],
  unpublished: [EyeOff, 'plain'],
  published: [Check, 'good'],
  opted_out: [Ban, 'plain'],
  upcoming: [Clock, 'off'],
  not_recorded: [CircleMinus, 'off'],
  withdrawn: [CalendarX, 'off'],
};

/** The states in the order in which somebody wants to see to them. */
export const stateOrder = Object.keys(looks) as State[]; // its keys are all states

/** A state in an icon and a word. */
export function BoardState({ state }: { state: State }) {
  const t = useRoomWords('board');
  const [Icon, tone] = looks[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {t.states[state]}
    </Badge>
  );
}
