import { Button, ButtonLink } from "#app/components/button.tsx";
import { CheckField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { type RecordRow, RecordRows } from "./record-rows.tsx";
import { StepRow } from "./step-row.tsx";
import { useStepSaving } from "./use-step-saving.ts";

type SignOffPageProps = {
  personId: number;
  name: string;
  certificationId: string;
  certificationTitle: string;
  practicalId: string;
  title: string;
  steps: readonly { id: string; text: string }[];
  /** By whom and when, by the step's id. */
  confirmed: Readonly<Record<string, string>>;
  /** The newest sign-off there is: whoever posts an older one has not seen it. */
  seen: number;
  attestation: string;
  validity: string;
  /** True where whoever looks is the person themselves. */
  isOwn: boolean;
  signOffs: readonly Omit<RecordRow, "href">[];
  problems?: readonly Problem[];
};

/** Beside the client's chair: what an observer has seen, step by step, and their name to it. */
export function SignOffPage(page: SignOffPageProps) {
  const { personId, name, certificationTitle, title, isOwn, signOffs } = page;
  return (
    <>
      <WayBack href={`/people/${personId}`}>Back to {name}</WayBack>
      <PageHeading
        title={title}
        lead={
          <p>
            Practical sign-off of <strong className="text-ink">{name}</strong> for “
            {certificationTitle}”.
          </p>
        }
      />
      <div className="grid max-w-2xl gap-10">
        {isOwn ? (
          <Notice tone="info" title="Nobody signs off their own work">
            Ask another manager of one of your sites, or an admin, to watch you.
          </Notice>
        ) : (
          <StepsForm key={page.seen} {...page} />
        )}
        {signOffs.length > 0 && (
          <section className="grid gap-3">
            <h2 className="text-large font-semibold">Sign-offs so far</h2>
            <RecordRows
              rows={signOffs.map((each) => ({
                ...each,
                href: `/people/${personId}/sign-offs/${each.id}`,
              }))}
            />
          </section>
        )}
      </div>
    </>
  );
}

function StepsForm(page: SignOffPageProps) {
  const { personId, certificationId, practicalId, steps, seen, validity, problems = [] } = page;
  const address = `/people/${personId}/sign-offs/${certificationId}/${practicalId}`;
  const saving = useStepSaving(page.confirmed, { address: `${address}/steps`, seen });
  const done = steps.filter(({ id }) => saving.confirmed[id]).length;
  return (
    <form
      ref={saving.form}
      onChange={saving.onChange}
      method="post"
      action={address}
      className="grid gap-6"
    >
      <ProblemSummary problems={problems} />
      <input type="hidden" name="seen" value={seen} />
      <fieldset className="grid min-w-0 gap-3">
        <legend className="mb-3 text-large font-semibold">Tick what you have seen</legend>
        {steps.map(({ id, text }) => (
          <StepRow
            key={id}
            id={id}
            text={text}
            confirmed={saving.confirmed[id]}
            wasConfirmed={page.confirmed[id] !== undefined}
            isSending={saving.sending.has(id)}
          />
        ))}
      </fieldset>
      <p role="status" className="text-ink-soft tabular-nums">
        {done} of {steps.length} steps confirmed.{" "}
        {done > 0 &&
          done < steps.length &&
          "They are kept: go on another day, or a colleague does."}
      </p>
      {saving.trouble && <Unsaved {...saving} />}
      <noscript>
        <Button variant="secondary" name="go" value="save">
          Save what I have seen so far
        </Button>
      </noscript>
      <div className="grid gap-4 border-t border-line pt-6">
        <CheckField
          name="attest"
          id="attest"
          value="yes"
          label={page.attestation}
          hint={validity}
          problem={problems.find(({ field }) => field === "attest")?.message}
        />
        <div className="grid sm:block">
          <Button name="go" value="sign">
            Sign off
          </Button>
        </div>
      </div>
    </form>
  );
}

function Unsaved({ trouble, again }: Pick<ReturnType<typeof useStepSaving>, "trouble" | "again">) {
  return (
    <div role="alert">
      <Notice
        tone="bad"
        title={
          trouble === "signed-out" ? "You are signed out" : "Your last ticks are not saved yet"
        }
      >
        <div className="grid justify-items-start gap-3">
          <p>
            {trouble === "signed-out"
              ? "Sign in again in another window, then try again. Your ticks are still on this page."
              : "They are still on this page. Try again once there is a connection."}
          </p>
          <div className="flex flex-wrap gap-3">
            <Button type="button" variant="secondary" onClick={again}>
              Try again
            </Button>
            {trouble === "signed-out" && (
              <ButtonLink variant="quiet" href="/sign-in" target="_blank">
                Sign in
              </ButtonLink>
            )}
          </div>
        </div>
      </Notice>
    </div>
  );
}
