import type { ReactNode } from "react";

type EditableRowProps = {
  title: ReactNode;
  detail?: ReactNode;
  /** Open from the start, because what was entered needs another look. */
  isOpen: boolean;
  /** The form that changes it. */
  children: ReactNode;
};

/** One thing of a list, with its form folded away until it is wanted. Needs no script. */
export function EditableRow({ title, detail, isOpen, children }: EditableRowProps) {
  return (
    <li>
      <details open={isOpen} className="group">
        <summary className="flex min-h-12 list-none flex-wrap items-center justify-between gap-x-4 py-2 [&::-webkit-details-marker]:hidden">
          <span className="min-w-0">
            <span className="block font-semibold wrap-anywhere">{title}</span>
            {detail && <span className="block text-small text-ink-soft">{detail}</span>}
          </span>
          <span className="link">
            <span className="group-open:hidden">Change</span>
            <span className="hidden group-open:inline">Close</span>
          </span>
        </summary>
        <div className="pt-2 pb-5">{children}</div>
      </details>
    </li>
  );
}
