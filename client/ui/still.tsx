import type { TalkCard } from '#server/contract/wire.ts';

/** A poster, in the width that its place on this screen needs. */
export function Still({
  of: { posterUrl, posters },
  sizes,
  isFirst = false,
  className,
}: {
  of: { posterUrl: string } & Pick<TalkCard, 'posters'>;
  /** How wide it is shown, as the `sizes` of an image. */
  sizes: string;
  /** The first picture of its page: fetched at once, before all others. */
  isFirst?: boolean;
  className?: string | undefined;
}) {
  return (
    <img
      className={className}
      {...(posters
        ? {
            srcSet: posters.map(({ url, width }) => `${url} ${width}w`).join(', '),
            sizes: isFirst ? sizes : `auto, ${sizes}`,
          }
        : {})}
      src={posterUrl}
      alt=""
      width={1280}
      height={720}
      loading={isFirst ? 'eager' : 'lazy'}
      fetchPriority={isFirst ? 'high' : 'auto'}
      decoding="async"
    />
  );
}
