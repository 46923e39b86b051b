import { expect, it } from 'vitest';
import { zonedTimeMs } from './zoned-time.ts';

it.each([
  ['2015-09-19', '10:00', 'Europe/Moscow', '2015-09-19T07:00:00.000Z'],
  ['2024-01-01', '00:30', 'Asia/Tokyo', '2023-12-31T15:30:00.000Z'],
  ['2024-03-31', '01:30', 'Europe/Berlin', '2024-03-31T00:30:00.000Z'],
  ['2024-03-31', '03:30', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
  ['2024-07-01', '09:00', 'America/New_York', '2024-07-01T13:00:00.000Z'],
  ['2024-07-01', '09:00', 'UTC', '2024-07-01T09:00:00.000Z'],
])('%s %s in %s is %s', (day, time, zone, moment) => {
  expect(new Date(zonedTimeMs(day, time, zone)).toISOString()).toBe(moment);
});
