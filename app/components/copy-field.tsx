import { useEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";

type CopyFieldProps = {
  label: string;
  /** The id of the field. */
  name: string;
  value: string;
};

/** Text to take along, such as a link. Copying by hand always works; with JavaScript there is a button. */
export function CopyField({ label, name, value }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [canCopy, setCanCopy] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  // The clipboard is only there on secure origins: a clinic's own network may not be one.
  useEffect(() => setCanCopy(navigator.clipboard !== undefined), []);

  async function copy() {
    field.current?.select();
    await navigator.clipboard.writeText(value);
    setIsCopied(true);
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          ref={field}
          id={name}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="min-h-11 w-full min-w-0 rounded-control border border-line-strong bg-sunken px-3 py-2 font-mono text-small sm:w-auto sm:grow"
        />
        {canCopy && (
          <Button type="button" variant="secondary" onClick={copy}>
            Copy
          </Button>
        )}
      </div>
      <p role="status" className="text-small text-ink-soft">
        {isCopied ? "Copied." : ""}
      </p>
    </div>
  );
}
