/** The mark: steps up to a stage, which are also lines of a programme, and a point of light above them. */
export function Mark({ className, isLit = true }: { className?: string | undefined; isLit?: boolean }) {
  return (
    <svg
      className={className}
      viewBox="0 0 32 32"
      width="32"
      height="32"
      aria-hidden="true"
      focusable="false"
    >
      {isLit ? (
        <circle cx="24" cy="7" r="4.5" data-light="" />
      ) : (
        <circle cx="24" cy="7" r="4" fill="none" stroke="currentColor" strokeWidth="1" />
      )}
      <path d="M2 14h14v4H2zM2 20h21v4H2zM2 26h28v4H2z" fill="currentColor" />
    </svg>
  );
}
