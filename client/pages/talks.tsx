import type { TalkListing } from '#server/contract/listing.ts';
import { paths } from '#server/contract/paths.ts';
import { useReader } from '../i18n/reader.tsx';
import { CheckField, FilterForm, SelectField } from '../ui/filter-form.tsx';
import { Pager } from '../ui/pager.tsx';
import { TalkGrid } from '../ui/talk-card.tsx';
import s from './index-page.module.css';
import { listingUrl } from './listing-url.ts';

/** All talks, or those on a subject: narrowed and ordered by what the address says. */
export function TalksPage(listing: TalkListing) {
  const { m, format } = useReader();
  const { tag, filters, sort, sorts, foundCount, talks } = listing;
  const path = paths.talks();
  const { isRecorded, language, year } = filters;
  const isNarrowed = isRecorded || language !== null || year !== null;
  const everything = listingUrl(path, { tag: tag?.slug });
  const urlOf = (page: number) =>
    listingUrl(path, {
      ...{ tag: tag?.slug, language, year, recorded: isRecorded },
      ...{ sort: sort === 'newest' ? null : sort, page: page === 1 ? null : page },
    });
  return (
    <div className="wrap">
      <header className={s.head}>
        <h1>{tag ? m.finding.aboutTopic(tag.name) : m.finding.allTalks}</h1>
        <p>
          {m.talksCount(foundCount)} · <a href={paths.topics()}>{m.finding.allTopics}</a>
        </p>
      </header>
      <FilterForm action={path} kept={{ tag: tag?.slug ?? null }} clearUrl={isNarrowed ? everything : null}>
        <SelectField
          name="language"
          label={m.spokenLanguage}
          value={language}
          any={m.finding.anyLanguage}
          options={listing.languages
            .map(({ value }) => ({ value, label: format.languageName(value) }))
            .toSorted((a, b) => format.compare(a.label, b.label))}
        />
        <SelectField
          name="year"
          label={m.finding.year}
          value={year}
          any={m.finding.anyYear}
          options={listing.years}
        />
        <CheckField name="recorded" label={m.finding.recordedOnly} isOn={isRecorded} />
        <SelectField
          name="sort"
          label={m.finding.order}
          value={sort}
          options={sorts.map((value) => ({ value, label: m.finding.orders[value] }))}
        />
      </FilterForm>
      {talks.length === 0 ? (
        <p className={s.none}>
          {m.finding.nothingLeft} {m.finding.nothingLeftHint} <a href={everything}>{m.finding.clear}</a>
        </p>
      ) : (
        <section className={s.group} aria-label={m.talks}>
          <TalkGrid talks={talks} level={2} />
        </section>
      )}
      <Pager pageNumber={listing.pageNumber} pageCount={listing.pageCount} urlOf={urlOf} />
    </div>
  );
}
