import { expect, it } from 'vitest';
import { changedFields } from './changed-fields.ts';

it('lists what differs, however deep, and nothing that stayed', () => {
  const before = {
    title: 'A',
    texts: { en: { title: 'One' }, ru: { title: 'Один' } },
    recordingPlan: 'recorded',
  };
  const after = { title: 'A', texts: { en: { title: 'Two' }, ru: { title: 'Один' } }, recordingPlan: null };
  expect(changedFields({ before, after })).toEqual([
    { name: 'texts, en, title', before: 'One', after: 'Two' },
    { name: 'recording plan', before: 'recorded', after: null },
  ]);
});

it('shows what a new thing began with, and lists as one line', () => {
  expect(
    changedFields({ before: null, after: { conferenceIds: [1, 2], role: 'organizer', name: '' } }),
  ).toEqual([
    { name: 'conference ids', before: null, after: '1, 2' },
    { name: 'role', before: null, after: 'organizer' },
  ]);
});

it('cuts what nobody would read', () => {
  const [field] = changedFields({ before: null, after: { abstract: 'x'.repeat(5000) } });
  expect(field?.after).toHaveLength(2001);
});
