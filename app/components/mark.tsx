/** The brand mark: a needle's point, set down as a dot on a baseline. */
export function Mark({ className = "size-8" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={`shrink-0 ${className}`} aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g className="fill-on-accent">
        <path d="M23.4 5.3a1.9 1.9 0 0 1 2.7 2.6L14.9 17.6a.7.7 0 0 1-1-1Z" />
        <circle cx="11" cy="19.6" r="2.6" />
        <rect x="5.5" y="24" width="21" height="2.5" rx="1.25" />
      </g>
    </svg>
  );
}
