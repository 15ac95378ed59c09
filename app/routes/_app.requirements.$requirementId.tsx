import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EndRequirementPage } from "#app/components/requirements/end-requirement-page.tsx";
import { readId } from "#app/core/form.ts";
import { describeRequirement } from "#app/requirements.server.ts";
import { requireRole } from "#app/session.server.ts";
import { endRequirement, findRequirement } from "#db/queries/requirements.ts";

export const meta: MetaFunction = () => [{ title: "End a requirement · Needlepoint" }];

/** Who asks, and which requirement of a group they may end; anything else is not found. */
async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const requirement = await findRequirement(asker, readId(params.requirementId) ?? 0);
  if (!requirement?.mayEnd || requirement.person) throw new Response(null, { status: 404 });
  return { asker, requirement };
}

export async function loader(args: LoaderFunctionArgs) {
  const { asker, requirement } = await findSubject(args);
  if (requirement.hasEnded) throw redirect("/requirements");
  return describeRequirement(asker, requirement);
}

export async function action(args: ActionFunctionArgs) {
  const { asker, requirement } = await findSubject(args);
  await endRequirement(asker, requirement.id, {}, new Date());
  return redirect("/requirements?requirement=ended");
}

export default function EndRequirementRoute() {
  return <EndRequirementPage {...useLoaderData<typeof loader>()} />;
}
