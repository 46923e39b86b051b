/** The mark: a lectern under a point of light, which is also somebody standing at it. One colour and the light. */
export function Mark({ className, isLit = true }: { className?: string | undefined; isLit?: boolean }) {
  return (
    <svg className={className} viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      {isLit ? (
        <circle cx="16" cy="6.5" r="4.5" data-light="" />
      ) : (
        <circle cx="16" cy="6.5" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      )}
      <path d="M3 14h26l-1.2 4H4.2z" fill="currentColor" />
      <path d="M7.5 20.5h17L22.3 30H9.7z" fill="currentColor" />
    </svg>
  );
}
