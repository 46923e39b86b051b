import s from './person-links.module.css';

/** Where a person is found elsewhere. */
export function PersonLinks({ links }: { links: readonly { title: string; url: string }[] }) {
  if (links.length === 0) return null;
  return (
    <ul className={s.links}>
      {links.map((link) => (
        <li key={`${link.title} ${link.url}`}>
          <a href={link.url} rel="noopener nofollow">
            {link.title}
          </a>
        </li>
      ))}
    </ul>
  );
}
