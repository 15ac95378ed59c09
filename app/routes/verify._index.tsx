import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Button } from "#app/components/button.tsx";
import { CodeField } from "#app/components/certificates/code-field.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { normaliseCode } from "#db/queries/certificates.ts";

export const meta: MetaFunction = () => [{ title: "Confirm a certificate · Needlepoint" }];

export const headers = () => ({ "X-Robots-Tag": "noindex" });

/** Public. The form asks with the code behind a "?"; every code has an address of its own. */
export function loader({ request }: LoaderFunctionArgs) {
  const code = normaliseCode(new URL(request.url).searchParams.get("code") ?? "");
  return code === "" ? null : redirect(`/verify/${code}`);
}

export default function VerifyStart() {
  return (
    <QuietFrame title="Confirm a certificate">
      <p>
        Enter the code that is printed on the certificate. You see whether it is genuine, and how
        long it is valid.
      </p>
      <form className="grid gap-5">
        <CodeField />
        <Button>Look it up</Button>
      </form>
    </QuietFrame>
  );
}
