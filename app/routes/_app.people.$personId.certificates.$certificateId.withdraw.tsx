import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CertificateDecisionPage } from "#app/components/parts/certificate-decision-page.tsx";
import { formatDay, formatInstant } from "#app/core/calendar.ts";
import { readForm, readId, typedIn } from "#app/core/form.ts";
import { reasonForm } from "#app/core/reason-form.ts";
import { requireUser } from "#app/session.server.ts";
import {
  findCertificateOf,
  restoreCertificate,
  withdrawCertificate,
} from "#db/queries/certificate-decisions.ts";
import { findStaffMember } from "#db/queries/staff.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Certificate of ${data.name} · Needlepoint` : "Needlepoint" },
];

/** Whose certificate, and which; anything else is not found. */
async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const asker = await requireUser(request);
  const member = await findStaffMember(asker, readId(params.personId) ?? 0);
  const certificate =
    member && (await findCertificateOf(member, readId(params.certificateId) ?? 0));
  if (!certificate) throw new Response(null, { status: 404 });
  return { asker, member, certificate };
}

export async function loader(args: LoaderFunctionArgs) {
  const { asker, member, certificate } = await findSubject(args);
  const { id, code, document, startsOn, lastValidOn, withdrawal } = certificate;
  return {
    ...{ id, code, personId: member.id, name: member.name, title: document.certificationTitle },
    period: `${formatDay(startsOn)} to ${formatDay(lastValidOn)}`,
    withdrawal: withdrawal && {
      text: `${formatInstant(withdrawal.withdrawnAt, member.timeZone)}: ${withdrawal.reason}`,
      isByRegrade: withdrawal.regradeId !== null,
    },
    isOwn: asker.id === member.id,
  };
}

/** Whichever the page offered: withdrawing what counts, or restoring what does not. */
export async function action(args: ActionFunctionArgs) {
  const { asker, member, certificate } = await findSubject(args);
  const form = await args.request.formData();
  const reading = readForm(reasonForm, form);
  if (reading.problems) {
    return json({ problems: reading.problems, typed: typedIn(form) }, { status: 422 });
  }
  const decision = { actorId: asker.id, reason: reading.value.reason };
  const isRestoring = form.get("was") === "withdrawn";
  const decide = isRestoring ? restoreCertificate : withdrawCertificate;
  const outcome = await decide(member, certificate.id, decision, new Date());
  if (outcome === "own") throw new Response(null, { status: 403 });
  if (outcome === "regraded") throw new Response(null, { status: 409 });
  return redirect(`/people/${member.id}`);
}

export default function CertificateDecisionRoute() {
  const { problems, typed } = useActionData<typeof action>() ?? {};
  return (
    <CertificateDecisionPage
      {...useLoaderData<typeof loader>()}
      problems={problems}
      reason={typed?.reason?.[0]}
    />
  );
}
