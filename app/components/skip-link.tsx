/** The first stop of the keyboard on every page: past the header, to what the page is about. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-30 focus:rounded-control focus:bg-raised focus:px-4 focus:py-3 focus:font-semibold focus:text-accent focus:shadow-float"
    >
      Skip to the content
    </a>
  );
}
