import { Button } from "#app/components/button.tsx";
import { CodeField } from "./code-field.tsx";

/** What to do when a code belongs to nothing that was issued here. */
export function UnknownCode({ code }: { code: string }) {
  return (
    <>
      <div className="grid gap-3">
        <p>
          We have never issued a certificate with the code{" "}
          <strong className="font-mono wrap-anywhere">{code}</strong>.
        </p>
        <p>
          Compare it with the paper, letter by letter, and try once more. If it is the same, ask the
          clinic that is named on the certificate: without a confirmation here it proves nothing.
        </p>
      </div>
      <form action="/verify" className="grid gap-5">
        <CodeField code={code} />
        <Button>Look it up</Button>
      </form>
    </>
  );
}
