import { type ActionFunctionArgs, json } from "@remix-run/node";
import { readForm } from "#app/core/form.ts";
import { signOffForm } from "#app/core/sign-off.ts";
import { describeConfirmed, requireSignOffSubject } from "#app/sign-offs.server.ts";
import type { StepAnswer } from "#app/step-answer.ts";
import { saveSignOff } from "#db/queries/sign-offs.ts";

/** Keeps a step as soon as it is ticked; what a script asks for while the page stays as it is. */
export async function action(args: ActionFunctionArgs) {
  const { observer, member, asked } = await requireSignOffSubject(args);
  const reading = readForm(signOffForm, await args.request.formData());
  if (reading.problems) throw new Response(null, { status: 422 });
  const now = new Date();
  const form = { ...reading.value, go: "save" as const };
  const { state, ...outcome } = await saveSignOff(member, asked, observer, form, now);
  if (state === "own") throw new Response(null, { status: 403 });
  if (state === "signed-meanwhile") {
    const signOffId = "signOffId" in outcome ? (outcome.signOffId ?? "") : "";
    return json<StepAnswer>({ goTo: `/people/${member.id}/sign-offs/${signOffId}?meanwhile` });
  }
  return json<StepAnswer>({ confirmed: await describeConfirmed(member, asked, observer, now) });
}
