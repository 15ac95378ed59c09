import { ButtonLink } from "#app/components/button.tsx";

/** Why a link does nothing any more. "unknown": there never was one like it. */
export type UsedUpState = "used" | "ended" | "unknown";

type UsedUpLinkProps = {
  kind: "invitation" | "reset";
  state: UsedUpState;
};

/** A link that no longer works, why, and what to do instead. */
export function UsedUpLink({ kind, state }: UsedUpLinkProps) {
  const what = kind === "invitation" ? "invitation" : "link to choose a new password";
  return (
    <>
      <div className="grid gap-3">
        {state === "used" && <p>It has been used already, and a link works once.</p>}
        {state === "ended" && (
          <p>
            {kind === "invitation" ? "An invitation works for 7 days" : "A link works for 24 hours"}
            , and a newer one replaces it.
          </p>
        )}
        {state === "unknown" && (
          <p>Part of it may be missing. Open it once more from where it was sent to you.</p>
        )}
        <p>
          {state === "used" && "If it was you, sign in with the password you chose. If not, or if "}
          {state === "used" ? "you" : "If you"} need a new {what}, ask your manager or an admin of
          your clinic.
        </p>
      </div>
      <p>
        <ButtonLink href="/sign-in">Go to sign in</ButtonLink>
      </p>
    </>
  );
}
