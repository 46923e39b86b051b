import type { Choice, ConferenceListing } from '#server/contract/listing.ts';
import { listSorts } from '#server/contract/listing.ts';
import { paths } from '#server/contract/paths.ts';
import type { Conference } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import { CheckField, FilterForm, SelectField, TextField } from '../ui/filter-form.tsx';
import { listingUrl } from './listing-url.ts';

/** What the talks of a conference can be narrowed to: day, track, language, speaker, what was recorded; and their order. */
export function ConferenceFilters({
  conference,
  listing,
}: {
  conference: Conference;
  listing: ConferenceListing;
}) {
  const { m, format } = useReader();
  const { view, filters, sort } = listing;
  const path = paths.conference(conference.slug);
  const { isRecorded, ...values } = filters;
  const isNarrowed = isRecorded || Object.values(values).some((value) => value !== null);
  const byName = (choices: readonly Choice[]) => choices.toSorted((a, b) => format.compare(a.label, b.label));
  const languages = listing.languages.map((choice) => ({
    ...choice,
    label: format.languageName(choice.label),
  }));
  const options = (choices: readonly Choice[], labelOf = (label: string) => label) =>
    choices.map(({ value, label, count }) => ({
      value,
      label: `${labelOf(label)} (${format.number(count)})`,
    }));
  return (
    <FilterForm
      action={path}
      kept={{ view: view === 'list' ? view : null }}
      clearUrl={isNarrowed ? listingUrl(path, { view: view === 'list' ? view : null }) : null}
    >
      <SelectField
        name="day"
        label={m.day}
        value={filters.day}
        any={m.finding.anyDay}
        options={options(listing.days, format.longDay)}
      />
      <SelectField
        name="track"
        label={m.track}
        value={filters.track}
        any={m.finding.anyTrack}
        options={options(byName(listing.tracks))}
      />
      <SelectField
        name="language"
        label={m.spokenLanguage}
        value={filters.language}
        any={m.finding.anyLanguage}
        options={options(byName(languages))}
      />
      <TextField name="speaker" label={m.finding.speakerName} value={filters.speaker} />
      {listing.watchableCount > 0 || isRecorded ? (
        <CheckField name="recorded" label={m.finding.recordedOnly} isOn={isRecorded} />
      ) : null}
      {view === 'list' ? (
        <SelectField
          name="sort"
          label={m.finding.order}
          value={sort}
          options={listSorts.map((value) => ({ value, label: m.finding.orders[value] }))}
        />
      ) : null}
    </FilterForm>
  );
}
