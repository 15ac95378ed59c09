import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { itemStates, pageToGoOn } from "#app/core/attempt-pages.ts";
import { requireOpenAttempt } from "#app/open-attempt.server.ts";

/** Goes on where the person is: at the first open item, or at the result. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { attempt } = await requireOpenAttempt(request, params.attemptId, new Date());
  const { quiz, sheet, responses } = attempt;
  const page = pageToGoOn(sheet, quiz.itemsPerPage, itemStates(quiz, sheet, responses));
  return redirect(`/attempts/${attempt.id}/pages/${page}`);
}
