import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button.tsx";

/**
 * Prints the page; where no script runs, says how to.
 * @param children what else can be done with it
 */
export function PrintButton({ children }: { children?: ReactNode }) {
  const [canPrint, setCanPrint] = useState(false);
  useEffect(() => setCanPrint(true), []);
  return (
    <div className="print-hidden mx-auto flex min-h-11 w-full max-w-4xl flex-wrap items-center justify-end gap-3">
      {children}
      {canPrint ? (
        <Button type="button" variant="secondary" onClick={() => window.print()}>
          Print
        </Button>
      ) : (
        <p className="text-small text-ink-soft">
          To keep it on paper, use your browser’s print function.
        </p>
      )}
    </div>
  );
}
