import { mountOrganize, type OrganizeData } from './organize/app.tsx';

const place = document.querySelector<HTMLElement>('[data-organize]');
const json = document.querySelector('[data-organize-data] script')?.textContent;
// Written by our own server from this very type.
if (place && json) void mountOrganize(place, JSON.parse(json) as OrganizeData);
